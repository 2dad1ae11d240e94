// SPDX-License-Identifier: Apache-2.0
//
// The row that says how time stood when it was last seen.
//
// Whether a clock is believed is judged in clock_mark.h.

#pragma once

#include <optional>

#include "onething/clock_mark.h"
#include "store/sqlite_connection.h"

namespace onething::store {

// Throws what SQLiteCpp throws; the table must be there.
std::optional<ClockMark> read_clock_mark(Connection& connection);

}  // namespace onething::store
