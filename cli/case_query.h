// SPDX-License-Identifier: Apache-2.0
//
// Which cases the options of a command mean: --workflow, --state, --where …
//
// What the store has an index for is asked of the store, the rest case by case.
// Printing them is case_rows.h.

#pragma once

#include <string>
#include <vector>

#include "command.h"
#include "onething/case_condition.h"
#include "onething/store.h"
#include "session.h"

namespace onething::cli {

// How many cases a condition is asked of at most.
inline constexpr int cases_read_max = 100'000;

// not_found for what is no date or no number.
Result<CaseFilter> filter_of(Session& session, const Arguments& arguments);

// Whether any condition was given.
bool has_conditions(const Arguments& arguments);

// Asking whether a masked value is this or that tells what it is: invalid when
// the condition asks about one that the actor may not see.
Status may_ask(const Session& session, Store& store,
               const CaseCondition& condition, const CaseRow& row);

// What --where says, which is there; `filter` is narrowed to cases that can
// hold. not_found for what is no condition.
Result<CaseCondition> condition_of(const Session& session,
                                   const Arguments& arguments,
                                   CaseFilter& filter);

// All cases that the conditions find and that have not ended, unless a state
// is named; only of `workflow`, where one is given. invalid when there are more
// than can be taken at once.
Result<std::vector<CaseRow>> select_cases(Session& session,
                                          const Arguments& arguments,
                                          const std::string& workflow);

// The cases that are meant: one by its number (CASE), or those that the
// conditions find, or all with --all. not_found when neither or both are given.
Result<std::vector<CaseRow>> chosen_cases(Session& session,
                                          const Arguments& arguments,
                                          const std::string& workflow);

}  // namespace onething::cli
