// SPDX-License-Identifier: Apache-2.0
//
// A condition by which stored cases are picked out: a formula over what the
// applicant filled in and how the case stands.
//
// Names: `form`, `prefill` and `steps` as in a workflow, and `case` with id,
// workflow, state, subject, title, received_at, changed_at, due, attention and
// corrections. Nothing is typed beforehand: cases of all workflows are asked.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"
#include "onething/store.h"

namespace onething {

class CaseCondition {
 public:
  // not_found (report.bad_condition, with the place) for what is no formula or
  // uses other names.
  static Result<CaseCondition> parse(std::string_view formula);
  CaseCondition(CaseCondition&&) noexcept;
  CaseCondition& operator=(CaseCondition&&) noexcept;
  ~CaseCondition();

  enum class Answer {
    yes,
    no,
    none,  // The case lacks what is asked for, or the formula gives no bool.
  };
  // Reads the case's history from `store`; its errors are those of history().
  Result<Answer> holds(Store& store, const CaseRow& row) const;

  // What the formula says of workflow, state, subject and attention in terms
  // that must all hold (`case.state == "processing" && …`) is added to
  // `filter`, so that the store gives out no cases that cannot hold. What the
  // filter says already stays. `by_subject`: whether the answer may tell that
  // there is a case of this subject.
  enum class BySubject { no, yes };
  void narrow(CaseFilter& filter, BySubject by_subject) const;

  // A personal or sensitive field that it asks about, as it stands in the
  // formula, of the definition that this case is pinned to; empty when there is
  // none. An answer would tell of a value that is masked.
  Result<std::string> asks_about(Store& store, const CaseRow& row) const;

 private:
  class Impl;
  explicit CaseCondition(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

// The states in which a case has ended, as CaseRow::state has them.
std::vector<std::string> ended_states();

}  // namespace onething
