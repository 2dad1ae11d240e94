// SPDX-License-Identifier: Apache-2.0
//
// How long the steps of one situation take: in working days, and on the
// calendar from any day of acceptance.
//
// Limits as check/time/critical_path.h has them. Days are days: hours add up
// among themselves and make a day when there are twenty-four of them.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/time/critical_path.h"
#include "measure/situations.h"
#include "onething/metrics.h"

namespace onething::measure {

class StepTimes {
 public:
  explicit StepTimes(const check::WorkflowFacts& facts);

  // "step=2wd", "parallel:step".
  Status change(const std::string& text);

  // Steps that do not happen in the situation.
  std::vector<bool> left_out(const Situations& situations,
                             const Situation& situation) const;

  struct Path {
    std::int64_t days = 0;  // Working days; what is less than one counts none.
    std::string text;
  };
  Path longest(const std::vector<bool>& left_out) const;

  struct OnCalendar {
    Date end;
    std::vector<std::size_t> nodes;  // That decide it, in order.
  };
  // Nothing where the calendar does not reach.
  std::optional<OnCalendar> from(Date start,
                                 const std::vector<bool>& left_out) const;
  // By step; those left out end when they would have begun.
  std::optional<std::vector<Date>> ends_from(
      Date start, const std::vector<bool>& left_out) const;

  std::string text_of(const std::vector<std::size_t>& nodes) const;
  bool has_unknown() const { return has_unknown_; }

 private:
  struct End {
    Date day;
    std::int64_t seconds = 0;
    std::size_t from = unresolved;
    friend bool operator<(const End& a, const End& b) {
      return a.day != b.day ? a.day < b.day : a.seconds < b.seconds;
    }
  };
  std::optional<std::vector<End>> run(Date start,
                                      const std::vector<bool>& left_out) const;
  std::size_t find(std::string_view name) const;

  const check::WorkflowFacts& facts_;
  std::vector<check::PathStep> steps_;
  std::vector<Term> terms_;  // By step; none: zero.
  std::vector<std::vector<std::size_t>> waits_;
  std::vector<std::size_t> order_;  // Nobody before whom it waits for.
  bool has_unknown_ = false;
};

// For each promise, and for the law's limit: every day of the calendar tried.
std::vector<DeadlineProof> prove(const check::WorkflowFacts& facts,
                                 const StepTimes& times,
                                 const Situations& situations,
                                 const std::vector<Situation>& list);

}  // namespace onething::measure
