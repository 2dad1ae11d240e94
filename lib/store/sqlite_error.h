// SPDX-License-Identifier: Apache-2.0
//
// From SQLite's result codes to what a caller can do. The only place that knows
// them.

#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

#include "onething/result.h"

namespace onething::store {

// `error_number` is what the operating system said (sqlite3_system_errno), or
// 0.
Error error_of(const SQLite::Exception& failure, int error_number,
               const std::string& path);

// The same when it was COMMIT that failed: unless the disk was simply full, the
// transaction may have happened.
Error error_of_commit(const SQLite::Exception& failure, int error_number,
                      const std::string& path);

// Whether the connection must not be used again: what it holds in memory may
// differ from what is on the disk.
bool is_fatal(const SQLite::Exception& failure, int error_number);

}  // namespace onething::store
