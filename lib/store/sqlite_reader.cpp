// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_reader.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/format.h"
#include "store/commit_check.h"
#include "store/sqlite_error.h"
#include "store/sqlite_rows.h"

namespace onething::store {

namespace {

constexpr int kFirstWithCallCounts = 6;

bool is_damage(const SQLite::Exception& failure) {
  return failure.getErrorCode() == SQLITE_CORRUPT ||
         failure.getErrorCode() == SQLITE_NOTADB;
}

}  // namespace

Result<DatabasePath> find_database(std::string_view address) {
  constexpr std::string_view sqlite = "sqlite:";
  if (!address.starts_with(sqlite) || address.size() == sqlite.size())
    return Error{ErrorCode::not_found,
                 {"store.not_on_disk", {{"address", std::string(address)}}}};
  const std::string path(address.substr(sqlite.size()));
  struct stat about {};
  if (::lstat(path.c_str(), &about) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) return cannot_open(path, errno);
    return Error{ErrorCode::not_found, {"store.no_database", {{"path", path}}}};
  }
  return locate_database(path);
}

Result<std::unique_ptr<StoreReader>> SqliteReader::open_file(
    DatabasePath path) {
  OT_TRY(std::unique_ptr<Connection> connection,
         Connection::open_to_read(path));
  try {
    const int schema =
        connection->database().execAndGet("PRAGMA user_version").getInt();
    return std::unique_ptr<StoreReader>(std::make_unique<SqliteReader>(
        std::move(path), std::move(connection), schema));
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, connection->error_number(), path.file);
  }
}

Error SqliteReader::fail(const SQLite::Exception& failure) {
  const int error_number = connection_->error_number();
  connection_->roll_back();
  return error_of(failure, error_number, path_.file);
}

template <typename T, typename Act>
Result<T> SqliteReader::guarded(const Act& act) {
  try {
    Execution(*connection_, Sql::begin_reading).run();
    Result<T> result = act();
    connection_->roll_back();
    return result;
  } catch (const SQLite::Exception& failure) {
    return fail(failure);
  }
}

StoredCase SqliteReader::read_one(Execution& query) {
  StoredCase stored;
  const std::int64_t number = query.integer();
  stored.id = query.text();
  stored.length = query.integer();
  stored.head = query.digest();
  read_records(number, stored);
  if (stored.damage.empty()) stored.damage = check_history(stored);
  return stored;
}

void SqliteReader::read_records(std::int64_t number, StoredCase& stored) {
  try {
    Execution query(*connection_, Sql::read_events, number);
    while (query.next()) stored.records.push_back(read_record(query));
  } catch (const SQLite::Exception& failure) {
    if (!is_damage(failure)) throw;
    stored.damage = {"store.events_unreadable",
                     {{"case", stored.id},
                      {"sequence", format("{}", stored.records.size())},
                      {"reason", failure.what()}}};
  }
}

struct SqliteReader::Walk {
  const std::function<bool(const StoredCase&)>& visit;
  ReadThrough read = {};
  std::set<std::string> seen = {};  // Only filled once the order is lost.
  std::string last = {};            // In the order of ids, all up to here.
  bool in_order = true;
  bool stopped = false;
};

// False when the list could not be read to its end.
template <typename... Args>
bool SqliteReader::walk(Walk& walk, Sql which, const Args&... args) {
  try {
    Execution query(*connection_, which, args...);
    while (!walk.stopped && query.next()) {
      const StoredCase stored = read_one(query);
      if (!walk.in_order &&
          (stored.id <= walk.last || !walk.seen.insert(stored.id).second))
        continue;
      if (walk.in_order) walk.last = stored.id;
      ++walk.read.cases;
      walk.read.records += static_cast<std::int64_t>(stored.records.size());
      walk.stopped = !walk.visit(stored);
    }
    return true;
  } catch (const SQLite::Exception& failure) {
    if (!is_damage(failure)) throw;
    if (walk.in_order)
      walk.read.problems.push_back(
          {"store.list_unreadable", {{"reason", failure.what()}}});
    walk.in_order = false;
    return false;
  }
}

Result<ReadThrough> SqliteReader::each_case(
    const std::function<bool(const StoredCase&)>& visit) {
  return guarded<ReadThrough>([&]() -> Result<ReadThrough> {
    constexpr std::int64_t kBeforeAll = 0;
    Walk state{visit};
    // Past a page that cannot be read: from the front, then from the back.
    if (!walk(state, Sql::read_cases) &&
        !walk(state, Sql::read_cases_up, kBeforeAll))
      walk(state, Sql::read_cases_down, kBeforeAll);
    return std::move(state.read);
  });
}

Result<StoredCase> SqliteReader::read_case(std::string_view id) {
  const std::string key(id);
  return guarded<StoredCase>([&]() -> Result<StoredCase> {
    Execution query(*connection_, Sql::read_case, key);
    if (!query.next()) return unknown_case({key});
    return read_one(query);
  });
}

Result<std::vector<Message>> SqliteReader::check_structure() {
  using Problems = std::vector<Message>;
  return guarded<Problems>([&]() -> Result<Problems> {
    Problems problems;
    try {
      add_integrity(problems);
      add_orphans(problems);
      add_definitions(problems);
    } catch (const SQLite::Exception& failure) {
      if (!is_damage(failure)) throw;
      problems.push_back({"store.structure", {{"reason", failure.what()}}});
    }
    return problems;
  });
}

void SqliteReader::add_integrity(std::vector<Message>& problems) {
  Execution query(*connection_, Sql::check_integrity);
  while (query.next()) {
    std::string line = query.text();
    if (line != "ok")
      problems.push_back({"store.structure", {{"reason", std::move(line)}}});
  }
}

void SqliteReader::add_orphans(std::vector<Message>& problems) {
  std::map<std::string, std::int64_t> orphans;
  Execution query(*connection_, Sql::check_owners);
  while (query.next()) ++orphans[query.text()];
  for (const auto& [table, count] : orphans)
    problems.push_back(
        {"store.orphans", {{"table", table}, {"count", format("{}", count)}}});
}

void SqliteReader::add_definitions(std::vector<Message>& problems) {
  Execution all(*connection_, Sql::check_definitions);
  while (all.next()) {
    const std::string hash = all.text();
    if (to_hex(sha256(all.text())) != hash)
      problems.push_back({"store.definition_altered", {{"hash", hash}}});
  }
  Execution missing(*connection_, Sql::missing_definitions);
  while (missing.next()) {
    const std::string hash = missing.text();
    problems.push_back(
        {"store.definition_missing",
         {{"hash", hash}, {"count", format("{}", missing.integer())}}});
  }
}

Result<StoreCounts> SqliteReader::count(Date today) {
  return guarded<StoreCounts>([&]() -> Result<StoreCounts> {
    StoreCounts counts;
    std::map<std::pair<std::string, std::string>, std::int64_t> overdue;
    Execution late(*connection_, Sql::count_overdue, today.days);
    while (late.next()) {
      const std::string workflow = late.text();
      const std::string state = late.text();
      overdue[{workflow, state}] = late.integer();
    }
    Execution states(*connection_, Sql::count_states);
    while (states.next()) {
      StoreCounts::ByState row;
      row.workflow = states.text();
      row.state = states.text();
      row.cases = states.integer();
      row.overdue = overdue[{row.workflow, row.state}];
      counts.states.push_back(std::move(row));
    }
    Execution tasks(*connection_, Sql::count_tasks);
    while (tasks.next()) {
      StoreCounts::ByDepartment row;
      row.department = tasks.text();
      row.open = tasks.integer();
      row.claimed = tasks.integer();
      row.oldest_opened_at = tasks.instant();
      counts.departments.push_back(std::move(row));
    }
    Execution attention(*connection_, Sql::count_attention);
    if (attention.next()) counts.attention = attention.integer();
    Execution calls(*connection_, schema_ < kFirstWithCallCounts
                                      ? Sql::count_calls_of_intents
                                      : Sql::count_calls);
    if (calls.next()) {
      counts.retries = calls.integer();
      counts.calls_open = calls.integer();
      counts.calls_unknown = calls.integer();
    }
    return counts;
  });
}

}  // namespace onething::store

namespace onething {

Result<std::unique_ptr<StoreReader>> StoreReader::open(
    std::string_view address) {
  OT_TRY(store::DatabasePath path, store::find_database(address));
  return store::SqliteReader::open_file(std::move(path));
}

}  // namespace onething
