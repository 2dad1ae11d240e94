// SPDX-License-Identifier: Apache-2.0

#include <map>
#include <set>
#include <utility>

#include "base/format.h"
#include "onething/store.h"
#include "store/case_page.h"
#include "store/chain.h"
#include "store/commit_check.h"
#include "store/memory_batches.h"
#include "store/memory_keys.h"

namespace onething {

namespace {

using store::Lease;

struct StoredCase {
  CaseRow row;
  std::vector<Record> records;
};

bool matches(const std::string& wanted, const std::string& found) {
  return wanted.empty() || wanted == found;
}

bool matches(const CaseFilter& filter, const CaseRow& row) {
  return store::matches_moments(filter, row) &&
         matches(filter.workflow, row.workflow) &&
         matches(filter.state, row.state) &&
         matches(filter.subject, row.subject) &&
         (!filter.only_attention || row.attention);
}

bool matches(const TaskFilter& filter, const TaskRow& row) {
  return matches(filter.case_id, row.case_id.text) &&
         matches(filter.department, row.department) &&
         matches(filter.role, row.role) &&
         matches(filter.assignee, row.assignee) &&
         (filter.include_closed || row.state != "closed");
}

class MemoryStore final : public Store,
                          public store::MemoryKeys,
                          public store::MemoryBatches {
 public:
  KeyShelf* key_shelf() override { return this; }
  BatchShelf* batch_shelf() override { return this; }

  Result<std::optional<ClockMark>> clock_mark() override { return clock_; }
  Status keep_clock_mark(const ClockMark& mark) override {
    if (mark.version != (clock_ ? clock_->version : 0))
      return store::clock_mark_changed();
    clock_ = mark;
    ++clock_->version;
    return Done{};
  }

  Status erase_key(const AccessLine& why) override {
    OT_CHECK(MemoryKeys::erase_key(why));
    const auto found = cases_.find(why.case_id);
    if (found == cases_.end()) return Done{};
    found->second.row.subject.clear();
    found->second.row.input_digest.clear();
    return Done{};
  }

  Result<std::vector<Status>> commit(
      std::span<const CaseCommit> commits) override {
    std::vector<Status> outcomes;
    outcomes.reserve(commits.size());
    for (const CaseCommit& commit : commits) {
      Status checked = check(commit);
      if (checked) write(commit);
      outcomes.push_back(std::move(checked));
    }
    return outcomes;
  }

  Result<std::vector<Result<std::int64_t>>> claim_all(
      std::span<const CaseId> ids, std::string_view worker) override {
    for (const CaseId& id : ids) OT_CHECK(store::check_claim(id, worker));
    std::vector<Result<std::int64_t>> epochs;
    epochs.reserve(ids.size());
    for (const CaseId& id : ids) epochs.push_back(take_lease(id, worker));
    return epochs;
  }

  Status release_all(std::span<const HeldCase> cases) override {
    for (const HeldCase& held : cases) {
      const auto found = leases_.find(held.id.text);
      if (found != leases_.end() && found->second.epoch == held.epoch)
        found->second.worker.clear();
    }
    return Done{};
  }

  Result<std::vector<Record>> history(const CaseId& id) override {
    OT_TRY(const StoredCase* stored, find(id));
    return stored->records;
  }

  Result<CaseRow> row(const CaseId& id) override {
    OT_TRY(const StoredCase* stored, find(id));
    return stored->row;
  }

  Result<std::vector<CaseRow>> cases(const CaseFilter& filter) override {
    if (store::needs_finding(filter)) return find_cases(filter);
    std::vector<CaseRow> rows;
    for (auto it = cases_.upper_bound(filter.after); it != cases_.end(); ++it) {
      if (std::cmp_greater_equal(rows.size(), filter.limit)) break;
      if (matches(filter, it->second.row)) rows.push_back(it->second.row);
    }
    return rows;
  }

  Result<std::vector<TaskRow>> tasks(const TaskFilter& filter) override {
    std::vector<TaskRow> rows;
    for (auto it = tasks_.upper_bound(filter.after); it != tasks_.end(); ++it) {
      if (std::cmp_greater_equal(rows.size(), filter.limit)) break;
      if (matches(filter, it->second)) rows.push_back(it->second);
    }
    return rows;
  }

  Result<TaskRow> task(std::string_view id) override {
    const auto found = tasks_.find(id);
    if (found == tasks_.end()) return store::unknown_task(id);
    return found->second;
  }

  Result<std::vector<CaseId>> due(Instant now, int limit) override {
    std::vector<CaseId> ids;
    for (const auto& [wake_at, id] : wake_) {
      if (wake_at > now || std::cmp_greater_equal(ids.size(), limit)) break;
      ids.push_back({id});
    }
    return ids;
  }

  Status put_definition(std::string_view hash,
                        std::string_view content) override {
    OT_CHECK(store::check_definition(hash, content));
    definitions_.try_emplace(std::string(hash), content);
    return Done{};
  }

  Result<std::string> definition(std::string_view hash) override {
    const auto found = definitions_.find(hash);
    if (found == definitions_.end()) return store::unknown_definition(hash);
    return found->second;
  }

 private:
  Result<std::int64_t> take_lease(const CaseId& id, std::string_view worker) {
    Lease& lease = leases_[id.text];
    if (!lease.worker.empty() && lease.worker != worker)
      return store::lease_held(id, lease);
    lease = {std::string(worker), lease.epoch + 1, store::wall_clock()};
    return lease.epoch;
  }

  std::optional<CaseStanding> standing_of(const std::string& id) override {
    const auto found = cases_.find(id);
    if (found == cases_.end()) return std::nullopt;
    return CaseStanding{found->second.row.state, found->second.row.attention};
  }

  Result<std::vector<CaseRow>> find_cases(const CaseFilter& filter) const {
    std::set<std::string> at_department;
    for (const auto& [id, task] : tasks_)
      if (task.state != "closed" && task.department == filter.department)
        at_department.insert(task.case_id.text);
    std::vector<CaseRow> rows;
    for (const auto& [id, stored] : cases_)
      if (matches(filter, stored.row) &&
          (filter.department.empty() || at_department.contains(id)))
        rows.push_back(stored.row);
    return store::page_of(std::move(rows), filter);
  }

  Result<const StoredCase*> find(const CaseId& id) const {
    const auto found = cases_.find(id.text);
    if (found == cases_.end()) return store::unknown_case(id);
    return &found->second;
  }

  Status check(const CaseCommit& commit) const {
    OT_CHECK(store::check_shape(commit));
    const std::string& id = commit.row.id.text;
    store::Standing standing;
    if (const auto stored = cases_.find(id); stored != cases_.end()) {
      standing.exists = true;
      standing.length = stored->second.row.length;
    }
    if (const auto lease = leases_.find(id);
        lease != leases_.end() && !lease->second.worker.empty())
      standing.lease = lease->second;
    OT_CHECK(store::check_standing(commit, standing));
    for (const TaskRow& task : commit.tasks) {
      const auto stored = tasks_.find(task.id);
      if (stored != tasks_.end() && stored->second.case_id != commit.row.id)
        return store::task_of_another_case(commit.row.id, task.id,
                                           stored->second.case_id.text);
    }
    return Done{};
  }

  void write(const CaseCommit& commit) {
    StoredCase& stored = cases_[commit.row.id.text];
    if (stored.row.wake_at)
      wake_.erase({*stored.row.wake_at, commit.row.id.text});
    write_records(commit, stored);
    stored.row = commit.row;
    stored.row.length = static_cast<std::int64_t>(stored.records.size());
    if (stored.row.wake_at)
      wake_.insert({*stored.row.wake_at, commit.row.id.text});
    for (const TaskRow& task : commit.tasks) tasks_[task.id] = task;
    if (commit.key) static_cast<void>(add_key(*commit.key));
  }

  static void write_records(const CaseCommit& commit, StoredCase& stored) {
    for (Record record : commit.records) {
      const Digest previous =
          stored.records.empty() ? Digest{} : stored.records.back().hash;
      record.sequence = static_cast<std::int64_t>(stored.records.size()) + 1;
      record.hash = store::next_hash(previous, record.sequence, record);
      stored.records.push_back(std::move(record));
    }
  }

  std::map<std::string, StoredCase> cases_;
  std::map<std::string, TaskRow, std::less<>> tasks_;
  std::set<std::pair<Instant, std::string>> wake_;
  std::map<std::string, Lease> leases_;
  std::map<std::string, std::string, std::less<>> definitions_;
  std::optional<ClockMark> clock_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() {
  return std::make_unique<MemoryStore>();
}

}  // namespace onething
