// SPDX-License-Identifier: Apache-2.0
//
// The StoreReader on SQLite. Opens for reading alone, keeps no transaction
// between two calls, and turns what SQLite calls corrupt into a sentence about
// a case wherever one can be told.

#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "onething/store_reader.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_file.h"

namespace onething::store {

// The path of an existing database file; see store_upkeep.h for the errors.
Result<DatabasePath> find_database(std::string_view address);

class SqliteReader final : public StoreReader {
 public:
  static Result<std::unique_ptr<StoreReader>> open_file(DatabasePath path);
  SqliteReader(DatabasePath path, std::unique_ptr<Connection> connection,
               int schema)
      : path_(std::move(path)),
        connection_(std::move(connection)),
        schema_(schema) {}

  Result<ReadThrough> each_case(
      const std::function<bool(const StoredCase&)>& visit) override;
  Result<StoredCase> read_case(std::string_view id) override;
  Result<StoreCounts> count(Date today) override;
  Result<std::vector<Message>> check_structure() override;
  int schema() const override { return schema_; }

 private:
  struct Walk;

  // Runs `act`, which may throw what SQLiteCpp throws, in one read transaction.
  template <typename T, typename Act>
  Result<T> guarded(const Act& act);
  Error fail(const SQLite::Exception& failure);

  // The following throw.
  StoredCase read_one(Execution& query);
  void read_records(std::int64_t number, StoredCase& stored);
  template <typename... Args>
  bool walk(Walk& walk, Sql which, const Args&... args);
  void add_integrity(std::vector<Message>& problems);
  void add_orphans(std::vector<Message>& problems);
  void add_definitions(std::vector<Message>& problems);

  DatabasePath path_;
  std::unique_ptr<Connection> connection_;
  int schema_;
};

}  // namespace onething::store
