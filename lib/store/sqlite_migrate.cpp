// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_migrate.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <array>
#include <string_view>

#include "base/assert.h"
#include "base/format.h"
#include "store/sqlite_error.h"
#include "store/sqlite_sql.h"

namespace onething::store {

namespace {

constexpr std::array kMigrations = {Migration{1, k_sqlite_schema_1}};

constexpr int kApplicationId = 0x4F6E6554;  // "OneT"; see sqlite_mark.sql.

int user_version(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

// "immutable" makes SQLite read the main file alone, with neither locks nor
// -wal, -shm or journal, so that looking at a foreign file leaves no trace.
std::string immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (char c : path) {
    if (c == '%' || c == '?' || c == '#')
      uri += format("%{:02x}", static_cast<unsigned char>(c));
    else
      uri += c;
  }
  return uri + "?immutable=1";
}

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

Result<DatabaseHeader> read_header(const std::string& path) {
  struct stat about {};
  if (::lstat(path.c_str(), &about) != 0 || about.st_size == 0)
    return DatabaseHeader{};
  try {
    SQLite::Database database(immutable_uri(path), SQLite::OPEN_READONLY |
                                                       SQLITE_OPEN_URI |
                                                       SQLITE_OPEN_NOFOLLOW);
    if (database.execAndGet("PRAGMA application_id").getInt() != kApplicationId)
      return Error{ErrorCode::invalid,
                   {"store.foreign_database", {{"path", path}}}};
    return DatabaseHeader{false, user_version(database)};
  } catch (const SQLite::Exception& failure) {
    if (failure.getErrorCode() == SQLITE_NOTADB)
      return Error{ErrorCode::invalid,
                   {"store.not_a_database", {{"path", path}}}};
    return error_of(failure, 0, path);
  }
}

Status check_schema(const std::string& path, int schema,
                    std::span<const Migration> steps) {
  const int known = steps.back().version;
  if (schema <= known) return Done{};
  return Error{ErrorCode::invalid,
               {"store.newer_schema",
                {{"path", path},
                 {"found", format("{}", schema)},
                 {"known", format("{}", known)}}}};
}

Status migrate(SQLite::Database& database, const std::string& path,
               std::span<const Migration> steps) {
  OT_CHECK(check_schema(path, user_version(database), steps));
  for (const Migration& step : steps) {
    if (user_version(database) >= step.version) continue;
    database.exec("BEGIN IMMEDIATE");
    // Another process may have been faster while this one waited.
    if (user_version(database) < step.version) database.exec(step.sql);
    OT_ASSERT(user_version(database) >= step.version);
    database.exec("COMMIT");
  }
  return Done{};
}

}  // namespace onething::store
