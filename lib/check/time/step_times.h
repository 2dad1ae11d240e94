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

#include "check/situations.h"
#include "check/time/critical_path.h"
#include "onething/diagnostic.h"
#include "onething/result.h"

namespace onething::check {

bool is_in_days(Term term);

// The last day of a term in days; nothing where the calendar does not reach.
std::optional<Date> last_day(const Calendar& calendar, Date start, Term term);

class StepTimes {
 public:
  explicit StepTimes(const WorkflowFacts& facts);

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
  // Labels at the limits of these steps.
  std::vector<Label> labels_of(const std::vector<std::size_t>& nodes) const;
  bool has_unknown() const { return has_unknown_; }
  // Whether it may depend on the day of acceptance if the steps keep a limit:
  // they are counted in other days.
  bool depends_on_days(Term limit) const;

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

  const WorkflowFacts& facts_;
  std::vector<PathStep> steps_;
  std::vector<Term> terms_;  // By step; none: zero.
  std::vector<std::vector<std::size_t>> waits_;
  std::vector<std::size_t> order_;  // Nobody before whom it waits for.
  bool has_unknown_ = false;
};

}  // namespace onething::check
