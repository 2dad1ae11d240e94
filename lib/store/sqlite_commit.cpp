// SPDX-License-Identifier: Apache-2.0

#include <sqlite3.h>

#include "store/chain.h"
#include "store/sqlite_store.h"

namespace onething::store {

// Each case is checked to the end before anything of it is written, so that a
// refused one leaves nothing behind and needs no savepoint.
Result<std::vector<Status>> SqliteStore::commit(
    std::span<const CaseCommit> commits) {
  using Statuses = std::vector<Status>;
  Statuses outcomes;
  outcomes.reserve(commits.size());
  if (commits.empty()) return outcomes;
  return guarded<Statuses>([&]() -> Result<Statuses> {
    OT_CHECK(begin());
    bool any = false;
    for (const CaseCommit& commit : commits) {
      Result<Found> found = check(commit);
      if (!found) {
        outcomes.emplace_back(found.error());
        continue;
      }
      write(commit, found.value());
      any = true;
      outcomes.emplace_back(Done{});
    }
    if (any) finish();
    return std::move(outcomes);
  });
}

SqliteStore::Found SqliteStore::look_up(const std::string& id) {
  Found found;
  Execution query(*connection_, Sql::standing, id);
  query.next();
  found.standing.exists = !query.is_null();
  found.number = query.integer();
  found.standing.length = query.integer();
  found.head = query.digest();
  found.row.workflow = query.text();
  found.row.subject = query.text();
  found.row.state = query.text();
  found.row.received_at = query.instant();
  found.row.due = query.optional_date();
  found.row.wake_at = query.optional_instant();
  found.row.attention = query.integer() != 0;
  if (query.is_null()) return found;
  Lease lease;
  lease.epoch = query.integer();
  lease.worker = query.text();
  lease.since = query.instant();
  found.standing.lease = std::move(lease);
  return found;
}

Result<SqliteStore::Found> SqliteStore::check(const CaseCommit& commit) {
  OT_CHECK(check_shape(commit));
  Found found = look_up(commit.row.id.text);
  OT_CHECK(check_standing(commit, found.standing));
  for (const TaskRow& task : commit.tasks) {
    Execution query(*connection_, Sql::task_owner, task.id);
    if (!query.next()) continue;
    const std::string owner = query.text();
    if (owner != commit.row.id.text)
      return task_of_another_case(commit.row.id, task.id, owner);
  }
  return found;
}

void SqliteStore::write(const CaseCommit& commit, const Found& found) {
  // The head of the chain stands in the case row, which comes first because
  // the others refer to it.
  std::vector<Digest> hashes;
  hashes.reserve(commit.records.size());
  std::int64_t sequence = found.standing.length;
  std::string at;  // Mostly the same for all.
  for (const Record& record : commit.records) {
    if (hashes.empty() || record.at != (&record - 1)->at)
      at = to_text(record.at);
    hashes.push_back(next_hash(hashes.empty() ? found.head : hashes.back(),
                               ++sequence, record, at));
  }
  const Digest& head = hashes.empty() ? found.head : hashes.back();
  const std::int64_t number = write_row(commit.row, found, sequence, head);
  sequence = found.standing.length;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const Record& record = commit.records[i];
    Execution(*connection_, Sql::insert_event, number, ++sequence, record.type,
              record.version, record.at, record.payload, hashes[i])
        .run();
  }
  write_tasks(commit, number);
  if (commit.key) write_key(*commit.key);
}

std::int64_t SqliteStore::write_row(const CaseRow& row, const Found& found,
                                    std::int64_t length, const Digest& head) {
  if (!found.standing.exists) {
    Execution(*connection_, Sql::insert_case, row.id.text, row.workflow,
              row.definition, row.submission_key, row.input_digest, row.subject,
              row.title, row.state, row.received_at, row.changed_at, row.due,
              row.wake_at, row.attention, length, head, row.calls_open,
              row.calls_unknown, row.calls_again)
        .run();
    return sqlite3_last_insert_rowid(connection_->database().getHandle());
  }
  Execution(*connection_, Sql::update_case, found.number, row.definition,
            row.submission_key, row.input_digest, row.title, row.changed_at,
            length, head, row.calls_open, row.calls_unknown, row.calls_again)
      .run();
  // An index is only touched when it must be.
  const CaseRow& was = found.row;
  if (was.subject != row.subject || was.state != row.state ||
      was.wake_at != row.wake_at || was.attention != row.attention)
    Execution(*connection_, Sql::move_case, found.number, row.subject,
              row.state, row.wake_at, row.attention)
        .run();
  if (was.workflow != row.workflow || was.received_at != row.received_at ||
      was.due != row.due)
    Execution(*connection_, Sql::date_case, found.number, row.workflow,
              row.received_at, row.due)
        .run();
  return found.number;
}

void SqliteStore::write_tasks(const CaseCommit& commit, std::int64_t number) {
  for (const TaskRow& task : commit.tasks)
    Execution(*connection_, Sql::put_task, number, task.id, task.step,
              task.kind, task.department, task.role, task.title, task.state,
              task.assignee, task.version, task.opened_at, task.due)
        .run();
}

}  // namespace onething::store
