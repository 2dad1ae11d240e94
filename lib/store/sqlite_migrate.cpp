// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_migrate.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include "base/assert.h"
#include "base/format.h"
#include "store/sqlite_error.h"
#include "store/sqlite_sql.h"

namespace onething::store {

namespace {

constexpr std::array kMigrations = {
    Migration{1, k_sqlite_schema_1}, Migration{2, k_sqlite_schema_2},
    Migration{3, k_sqlite_schema_3}, Migration{4, k_sqlite_schema_4},
    Migration{5, k_sqlite_schema_5}, Migration{6, k_sqlite_schema_6}};

constexpr int kApplicationId = 0x4F6E6554;  // "OneT"; see sqlite_mark.sql.

int user_version(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

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

namespace {

struct FileHeader {
  bool is_wal = false;
  int application_id = 0;
  int user_version = 0;
};

int big_endian(const unsigned char* bytes) {
  return static_cast<int>(static_cast<unsigned>(bytes[0]) << 24 |
                          static_cast<unsigned>(bytes[1]) << 16 |
                          static_cast<unsigned>(bytes[2]) << 8 |
                          static_cast<unsigned>(bytes[3]));
}

// What stands in the file itself, https://www.sqlite.org/fileformat2.html 1.3.
// Not asked by PRAGMA: after a crash in the middle of a checkpoint the file
// without its WAL need not be a whole database, and SQLite calls it malformed.
// Read through SQLite's own file, because closing another descriptor would drop
// the locks of every connection in this process. Nothing for what is no
// database.
std::optional<FileHeader> header_in_file(SQLite::Database& database) {
  constexpr int kBytes = 100;
  constexpr int kReadVersionAt = 19;
  constexpr int kUserVersionAt = 60;
  constexpr int kApplicationIdAt = 68;
  constexpr char kMagic[] = "SQLite format 3";  // Its NUL belongs to it.
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(database.getHandle(), "main",
                           SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == nullptr || file->pMethods == nullptr)
    return std::nullopt;
  std::array<unsigned char, kBytes> bytes{};
  if (file->pMethods->xRead(file, bytes.data(), kBytes, 0) != SQLITE_OK ||
      std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0)
    return std::nullopt;
  return FileHeader{bytes[kReadVersionAt] == 2,
                    big_endian(&bytes[kApplicationIdAt]),
                    big_endian(&bytes[kUserVersionAt])};
}

}  // namespace

Result<DatabaseHeader> read_header(const std::string& path) {
  struct stat about {};
  if (::lstat(path.c_str(), &about) != 0 || about.st_size == 0)
    return DatabaseHeader{};
  try {
    SQLite::Database database(immutable_uri(path), SQLite::OPEN_READONLY |
                                                       SQLITE_OPEN_URI |
                                                       SQLITE_OPEN_NOFOLLOW);
    const std::optional<FileHeader> header = header_in_file(database);
    if (!header)
      return Error{ErrorCode::invalid,
                   {"store.not_a_database", {{"path", path}}}};
    if (header->application_id != kApplicationId)
      return Error{ErrorCode::invalid,
                   {"store.foreign_database", {{"path", path}}}};
    return DatabaseHeader{false, header->is_wal, header->user_version};
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
  if (user_version(database) >= steps.back().version) return Done{};
  // All of them or none, in one commit: a new database goes through every one.
  database.exec("BEGIN IMMEDIATE");
  for (const Migration& step : steps) {
    // Another process may have been faster while this one waited.
    if (user_version(database) < step.version) database.exec(step.sql);
    OT_ASSERT(user_version(database) >= step.version);
  }
  database.exec("COMMIT");
  return Done{};
}

}  // namespace onething::store
