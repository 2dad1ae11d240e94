// SPDX-License-Identifier: Apache-2.0
//
// From the columns of a query to a row of the contract. The order of columns is
// that of sqlite_statements.def; which rows are asked for is the caller's.

#pragma once

#include "onething/store.h"
#include "store/sqlite_connection.h"

namespace onething::store {

// The columns of one event, from `sequence` to `hash`, and those of one case.
// In sqlite_read.cpp; both throw.
Record read_record(Execution& query);
CaseRow read_case(Execution& query);

}  // namespace onething::store
