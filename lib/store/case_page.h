// SPDX-License-Identifier: Apache-2.0
//
// Pages of cases in other orders than that of their ids: the mark that says
// where a page ended, and the same filters for stores that hold rows in memory.
// Knows no SQL.

#pragma once

#include <string>
#include <vector>

#include "onething/store.h"

namespace onething::store {

// Where the page before ended, in the order that was asked for.
struct PageMark {
  std::int64_t value = 0;  // Days or seconds.
  std::int32_t nanos = 0;
  std::string id;
  bool without_due = false;  // Among those that have no limit, in order due.
};
// The mark before all rows when `filter` has none. not_found (store.bad_mark)
// for what page_mark does not make.
Result<PageMark> mark_of(const CaseFilter& filter);

// Whether the filter asks for more than ids, state, workflow and subject.
bool needs_finding(const CaseFilter& filter);

bool matches_moments(const CaseFilter& filter, const CaseRow& row);

// Sorts, and cuts to what follows the mark.
Result<std::vector<CaseRow>> page_of(std::vector<CaseRow> rows,
                                     const CaseFilter& filter);

}  // namespace onething::store
