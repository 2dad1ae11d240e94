// SPDX-License-Identifier: Apache-2.0
//
// The Store on SQLite. Its methods are grouped over several files: commit,
// leases, reads. What each promises stands in onething/store.h, how the
// database is laid out and protected in docs/store.md.

#pragma once

#include <memory>
#include <string>
#include <utility>

#include "onething/store.h"
#include "store/commit_check.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_error.h"
#include "store/sqlite_locks.h"

namespace onething::store {

class SqliteStore final : public Store, public KeyShelf, public BatchShelf {
 public:
  static Result<std::unique_ptr<Store>> open(std::string_view path,
                                             OlderSchema older);
  SqliteStore(DatabasePath path, std::unique_ptr<Connection> connection,
              WriterLock lock);
  ~SqliteStore() override;

  Result<std::vector<Status>> commit(
      std::span<const CaseCommit> commits) override;

  Result<std::vector<Result<std::int64_t>>> claim_all(
      std::span<const CaseId> ids, std::string_view worker) override;
  Status release_all(std::span<const HeldCase> cases) override;

  Result<std::vector<Record>> history(const CaseId& id) override;
  Result<CaseRow> row(const CaseId& id) override;
  Result<std::vector<CaseRow>> cases(const CaseFilter& filter) override;
  Result<std::vector<TaskRow>> tasks(const TaskFilter& filter) override;
  Result<TaskRow> task(std::string_view id) override;
  Result<std::vector<CaseId>> due(Instant now, int limit) override;

  Status put_definition(std::string_view hash,
                        std::string_view content) override;
  Result<std::string> definition(std::string_view hash) override;

  Result<std::optional<ClockMark>> clock_mark() override;
  Status keep_clock_mark(const ClockMark& mark) override;

  KeyShelf* key_shelf() override { return this; }
  Result<std::optional<KeyRow>> key(std::string_view id) override;
  Result<std::vector<KeyRow>> keys(std::string_view after, int limit) override;
  Result<KeyRow> add_key(const KeyRow& row) override;
  Status rewrap_keys(std::span<const KeyRow> rows) override;
  Status erase_key(const AccessLine& why) override;
  Status add_line(const AccessLine& line) override;
  Result<std::vector<AccessLine>> lines() override;

  BatchShelf* batch_shelf() override { return this; }
  Status open_batch(const BatchRow& row,
                    std::span<const BatchLine> lines) override;
  Result<BatchRow> batch(std::string_view id) override;
  Result<std::vector<BatchRow>> batches(std::string_view after,
                                        int limit) override;
  Result<std::vector<BatchLine>> batch_lines(std::string_view id,
                                             std::int64_t after,
                                             int limit) override;
  Status change_batch_lines(std::string_view id,
                            std::span<const BatchLine> lines) override;
  Status change_batch(const BatchRow& row) override;
  Result<std::vector<BatchCount>> batch_counts(std::string_view id) override;

 private:
  // A case as it stands, with what the next row needs.
  struct Found {
    std::int64_t number = 0;
    Digest head{};
    CaseRow row;  // Only what stands in an index.
    Standing standing;
  };

  // Runs `act`, which may throw what SQLiteCpp throws, on a connection that can
  // be trusted. Whatever happens, no transaction, lock or exception is left.
  template <typename T, typename Act>
  Result<T> guarded(const Act& act) {
    OT_CHECK(make_ready());
    try {
      Result<T> result = act();
      tidy_up();
      return result;
    } catch (const SQLite::Exception& failure) {
      return fail(failure);
    }
  }
  // After a failure that leaves the truth in doubt the connection is dropped;
  // this opens a new one.
  Status make_ready();
  void tidy_up();
  Error fail(const SQLite::Exception& failure);

  // The following throw; call them only inside guarded().
  Status begin();
  void finish();
  Found look_up(const std::string& id);
  Result<Found> check(const CaseCommit& commit);
  void write(const CaseCommit& commit, const Found& found);
  std::int64_t write_row(const CaseRow& row, const Found& found,
                         std::int64_t length, const Digest& head);
  void write_tasks(const CaseCommit& commit, std::int64_t number);
  void write_key(const KeyRow& row);
  void write_line(const AccessLine& line);
  // By any mixture of filters, in any order; does not throw.
  Result<std::vector<CaseRow>> find_cases(const CaseFilter& filter);
  Result<std::int64_t> take_lease(const CaseId& id, const std::string& worker);

  DatabasePath path_;
  WriterLock lock_;
  WorkerLock worker_;
  std::unique_ptr<Connection> connection_;
  bool committing_ = false;  // COMMIT was sent and has not answered.
  bool relaxed_ = false;     // Commits do not wait for the disk; see claim().
  bool wrote_ = false;
};

}  // namespace onething::store
