// SPDX-License-Identifier: Apache-2.0
//
// What a database is (ours, foreign, none) and how an older one of ours becomes
// a current one. Forward only: a newer schema is refused and left as it is.

#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <span>
#include <string>

#include "onething/result.h"

namespace onething::store {

// One step: `sql` leads from version - 1 to `version` and sets user_version
// itself, all in one transaction.
struct Migration {
  int version;
  const char* sql;
};

// All steps from the empty database to the current schema, in order.
std::span<const Migration> migrations();

// What the header of the main file says, read without locks and without
// touching anything; a WAL that was not yet checkpointed is not looked at.
struct DatabaseHeader {
  bool is_empty = true;  // Missing or without a byte.
  bool is_wal = false;
  int schema = 0;
};

// A name under which SQLite reads the main file alone, without locks and
// without making anything beside it.
std::string immutable_uri(const std::string& path);

// invalid when it is another program's database or no database at all.
Result<DatabaseHeader> read_header(const std::string& path);

// Error when `schema` is newer than the last of `steps`.
Status check_schema(const std::string& path, int schema,
                    std::span<const Migration> steps);

// Runs the steps that are missing, all in one transaction. Throws what SQLiteCpp
// throws; what was done is then undone by whoever closes or rolls back.
Status migrate(SQLite::Database& database, const std::string& path,
               std::span<const Migration> steps);

}  // namespace onething::store
