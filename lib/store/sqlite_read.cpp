// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>

#include "onething/store_reader.h"
#include "store/case_page.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_store.h"

namespace onething::store {

namespace {

TaskRow read_task(Execution& query) {
  TaskRow row;
  row.id = query.text();
  row.case_id.text = query.text();
  row.step = query.text();
  row.kind = query.text();
  row.department = query.text();
  row.role = query.text();
  row.title = query.text();
  row.state = query.text();
  row.assignee = query.text();
  row.version = query.integer();
  row.opened_at = query.instant();
  row.due = query.optional_date();
  return row;
}

template <typename Row>
Result<std::vector<Row>> read_all(Execution& query, Row (*read)(Execution&)) {
  std::vector<Row> rows;
  while (query.next()) rows.push_back(read(query));
  return rows;
}

}  // namespace

CaseRow read_case(Execution& query) {
  CaseRow row;
  row.id.text = query.text();
  row.workflow = query.text();
  row.definition = query.text();
  row.submission_key = query.text();
  row.input_digest = query.text();
  row.subject = query.text();
  row.title = query.text();
  row.state = query.text();
  row.received_at = query.instant();
  row.changed_at = query.instant();
  row.due = query.optional_date();
  row.wake_at = query.optional_instant();
  row.attention = query.integer() != 0;
  row.length = query.integer();
  row.calls_open = query.integer();
  row.calls_unknown = query.integer();
  row.calls_again = query.integer();
  return row;
}

Record read_record(Execution& query) {
  Record record;
  record.sequence = query.integer();
  record.type = query.text();
  record.version = static_cast<std::int32_t>(query.integer());
  record.at = query.instant();
  record.payload = query.text();
  record.hash = query.digest();
  return record;
}

Result<std::vector<Record>> SqliteStore::history(const CaseId& id) {
  using Records = std::vector<Record>;
  return guarded<Records>([&]() -> Result<Records> {
    StoredCase stored;
    stored.id = id.text;
    Records& records = stored.records;
    Execution query(*connection_, Sql::history, id.text);
    if (!query.next()) return unknown_case(id);
    stored.length = query.integer();
    stored.head = query.digest();
    records.reserve(static_cast<std::size_t>(
        std::clamp<std::int64_t>(stored.length, 0, 1'000)));
    for (bool more = !query.is_null(); more; more = query.next()) {
      if (!records.empty()) {
        query.integer();
        query.digest();
      }
      records.push_back(read_record(query));
    }
    Message damage = check_history(stored);
    if (!damage.empty()) return Error{ErrorCode::corrupt, std::move(damage)};
    return std::move(records);
  });
}

Result<CaseRow> SqliteStore::row(const CaseId& id) {
  return guarded<CaseRow>([&]() -> Result<CaseRow> {
    Execution query(*connection_, Sql::row, id.text);
    if (!query.next()) return unknown_case(id);
    return read_case(query);
  });
}

// One statement for each index, so that no filter reads the whole table.
Result<std::vector<CaseRow>> SqliteStore::cases(const CaseFilter& filter) {
  using Rows = std::vector<CaseRow>;
  const int limit = std::max(filter.limit, 0);
  if (needs_finding(filter)) return find_cases(filter);
  return guarded<Rows>([&]() -> Result<Rows> {
    if (!filter.subject.empty()) {
      Execution query(*connection_, Sql::cases_by_subject, filter.after,
                      filter.workflow, filter.subject, filter.state,
                      filter.only_attention, limit);
      return read_all<CaseRow>(query, read_case);
    }
    if (filter.only_attention) {
      Execution query(*connection_, Sql::cases_by_attention, filter.after,
                      filter.workflow, filter.state, limit);
      return read_all<CaseRow>(query, read_case);
    }
    if (!filter.state.empty()) {
      Execution query(*connection_, Sql::cases_by_state, filter.after,
                      filter.workflow, filter.state, limit);
      return read_all<CaseRow>(query, read_case);
    }
    Execution query(*connection_, Sql::cases_by_id, filter.after,
                    filter.workflow, limit);
    return read_all<CaseRow>(query, read_case);
  });
}

Result<std::vector<TaskRow>> SqliteStore::tasks(const TaskFilter& filter) {
  using Rows = std::vector<TaskRow>;
  const int limit = std::max(filter.limit, 0);
  return guarded<Rows>([&]() -> Result<Rows> {
    if (!filter.case_id.empty()) {
      Execution query(*connection_, Sql::tasks_by_case, filter.after,
                      filter.department, filter.role, filter.assignee,
                      filter.include_closed, filter.case_id, limit);
      return read_all<TaskRow>(query, read_task);
    }
    if (!filter.department.empty() && !filter.include_closed) {
      Execution query(*connection_, Sql::tasks_open, filter.after,
                      filter.department, filter.role, filter.assignee, limit);
      return read_all<TaskRow>(query, read_task);
    }
    Execution query(*connection_, Sql::tasks_by_id, filter.after,
                    filter.department, filter.role, filter.assignee,
                    filter.include_closed, limit);
    return read_all<TaskRow>(query, read_task);
  });
}

Result<TaskRow> SqliteStore::task(std::string_view id) {
  const std::string key(id);
  return guarded<TaskRow>([&]() -> Result<TaskRow> {
    Execution query(*connection_, Sql::task, key);
    if (!query.next()) return unknown_task(id);
    return read_task(query);
  });
}

// What another living worker holds is passed over: it would come first at every
// call and keep the others from being seen.
Result<std::vector<CaseId>> SqliteStore::due(Instant now, int limit) {
  using Ids = std::vector<CaseId>;
  return guarded<Ids>([&]() -> Result<Ids> {
    Ids ids;
    std::map<std::string, bool> is_busy;
    Execution query(*connection_, Sql::due, now);
    while (std::cmp_less(ids.size(), limit) && query.next()) {
      CaseId id{query.text()};
      const std::string lock = query.text();
      const auto [known, added] = is_busy.try_emplace(lock, false);
      if (added && !lock.empty() && lock != worker_.name())
        known->second = worker_.is_alive(lock);
      if (!known->second) ids.push_back(std::move(id));
    }
    return ids;
  });
}

Result<std::string> SqliteStore::definition(std::string_view hash) {
  const std::string key(hash);
  return guarded<std::string>([&]() -> Result<std::string> {
    Execution query(*connection_, Sql::definition, key);
    if (!query.next()) return unknown_definition(hash);
    return query.text();
  });
}

}  // namespace onething::store
