// SPDX-License-Identifier: Apache-2.0
//
// One open connection: opened in the right order, with its prepared statements
// and its share of the checkpoints. Knows no case; throws SQLite::Exception
// where it says so, and sqlite_store.h turns that into an Error.

#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "onething/store.h"
#include "store/sqlite_file.h"

namespace onething::store {

enum class Sql {
#define ONETHING_SQL(name, text) name,
#include "store/sqlite_statements.def"
  count_,
};

class Connection {
 public:
  // Opens, creates or migrates the database. Nothing of a foreign, a newer or a
  // refused older one is changed.
  static Result<std::unique_ptr<Connection>> open(const DatabasePath& path,
                                                  OlderSchema older);
  // For reading alone, whatever its version. Leaves no trace beside a copy that
  // nobody writes.
  static Result<std::unique_ptr<Connection>> open_to_read(
      const DatabasePath& path);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Prepared at first use and kept. Throws.
  SQLite::Statement& statement(Sql which);
  SQLite::Database& database() { return database_; }

  // What the operating system said about the last failure.
  int error_number();
  // Ends a transaction that was begun and not committed.
  void roll_back();

  // Both need the WriterLock and ignore failures: a checkpoint that does not
  // happen now happens later.
  void checkpoint_if_grown();
  void checkpoint_and_empty();

 private:
  Connection(const std::string& name, int flags);
  Status set_up(const DatabasePath& path, bool is_new);
  void restrict_handle();

  SQLite::Database database_;
  int wal_pages_ = 0;
  int checkpoint_at_ = 0;
  std::array<std::unique_ptr<SQLite::Statement>, static_cast<int>(Sql::count_)>
      statements_;
};

// Bytes that are not text.
struct Blob {
  std::string_view bytes;
};

// One execution of a prepared statement: binds in order, without copies, so the
// arguments must outlive it; resets when it goes. Everything throws.
class Execution {
 public:
  template <typename... Args>
  Execution(Connection& connection, Sql which, const Args&... args)
      : statement_(connection.statement(which)) {
    (put(args), ...);
  }
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;
  ~Execution() { statement_.tryReset(); }

  // For statements without rows. Returns how many rows they changed.
  int run() { return statement_.exec(); }

  // For queries: the next row, then its columns from left to right.
  bool next() {
    column_ = 0;
    return statement_.executeStep();
  }
  std::string text() { return statement_.getColumn(column_++).getString(); }
  std::int64_t integer() { return statement_.getColumn(column_++).getInt64(); }
  bool is_null() const { return statement_.getColumn(column_).isNull(); }
  Instant instant() {
    const std::int64_t seconds = integer();
    return {seconds, static_cast<std::int32_t>(integer())};
  }
  std::optional<Instant> optional_instant() {
    if (!is_null()) return instant();
    column_ += 2;
    return std::nullopt;
  }
  std::optional<Date> optional_date() {
    const bool none = is_null();
    const auto days = static_cast<std::int32_t>(integer());
    return none ? std::nullopt : std::optional(Date{days});
  }
  Digest digest();

 private:
  template <std::integral T>
  void put(T value) {
    statement_.bind(++parameter_, static_cast<std::int64_t>(value));
  }
  void put(const std::string& text) {
    statement_.bindNoCopy(++parameter_, text);
  }
  void put(Blob blob) {
    const bool none = blob.bytes.empty();
    statement_.bindNoCopy(++parameter_, none ? "" : blob.bytes.data(),
                          static_cast<int>(blob.bytes.size()));
  }
  void put(const Digest& digest) {
    statement_.bindNoCopy(++parameter_, digest.data(),
                          static_cast<int>(digest.size()));
  }
  void put(Instant instant) {
    put(instant.seconds);
    put(instant.nanos);
  }
  void put(const std::optional<Instant>& instant) {
    if (instant) return put(*instant);
    statement_.bind(++parameter_);
    statement_.bind(++parameter_);
  }
  void put(const std::optional<Date>& date) {
    if (date) return put(date->days);
    statement_.bind(++parameter_);
  }

  SQLite::Statement& statement_;
  int parameter_ = 0;
  int column_ = 0;
};

}  // namespace onething::store
