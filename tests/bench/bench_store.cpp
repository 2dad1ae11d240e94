// SPDX-License-Identifier: Apache-2.0
//
// One durable step beside one bare SQLite commit of as many rows and bytes, with
// the same durability, on the same disk.

#include <SQLiteCpp/SQLiteCpp.h>
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>

#include "bench/ratios.h"
#include "onething/store.h"

namespace onething::bench {
namespace {

std::string new_folder() {
  std::string pattern = "onething-bench-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  return pattern;
}

const std::string kPayload(300, 'x');

CaseCommit step(const CaseId& id, std::int64_t length, std::int64_t epoch) {
  CaseCommit commit;
  commit.row.id = id;
  commit.row.workflow = "bench";
  commit.row.state = "processing";
  commit.expected_length = length;
  commit.epoch = epoch;
  for (const char* type : {"step_done", "step_started"}) {
    Record record;
    record.type = type;
    record.payload = kPayload;
    commit.records.push_back(record);
  }
  commit.intents.push_back(
      {"key" + std::to_string(length), 1, "step", "tax/x", "{}", "00", "open"});
  return commit;
}

void durable_step(benchmark::State& state) {
  const std::string folder = new_folder();
  {
    auto store =
        std::move(open_store("sqlite:" + folder + "/cases.db").value());
    const CaseId id = make_case_id("bench", "bench", "1");
    const std::int64_t epoch = store->claim(id, "bench").value();
    std::int64_t length = 0;
    for (auto _ : state) {
      const CaseCommit commits[] = {step(id, length, epoch)};
      const auto outcome = store->commit(commits);
      if (!outcome || !outcome.value()[0]) std::abort();
      length += 2;
    }
  }
  std::filesystem::remove_all(folder);
}

// The same rows: one case updated, two events and one intent inserted.
void bare_commit(benchmark::State& state) {
  const std::string folder = new_folder();
  {
    SQLite::Database db(folder + "/bare.db",
                        SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("PRAGMA synchronous = EXTRA");
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("CREATE TABLE c (id TEXT PRIMARY KEY, state TEXT, n INTEGER)");
    db.exec("CREATE TABLE e (id TEXT, n INTEGER, body TEXT, hash BLOB, "
            "PRIMARY KEY (id, n)) WITHOUT ROWID");
    db.exec("CREATE TABLE i (key TEXT PRIMARY KEY, body TEXT)");
    SQLite::Statement row(db, "INSERT OR REPLACE INTO c VALUES (?, ?, ?)");
    SQLite::Statement event(db, "INSERT INTO e VALUES (?, ?, ?, ?)");
    SQLite::Statement intent(db, "INSERT INTO i VALUES (?, ?)");
    const std::string id(26, 'a');
    const std::string hash(32, 'h');
    std::int64_t length = 0;
    const auto insert_event = [&] {
      event.bind(1, id);
      event.bind(2, ++length);
      event.bind(3, kPayload);
      event.bind(4, hash.data(), static_cast<int>(hash.size()));
      event.exec();
      event.reset();
    };
    for (auto _ : state) {
      db.exec("BEGIN IMMEDIATE");
      row.bind(1, id);
      row.bind(2, "processing");
      row.bind(3, length);
      row.exec();
      row.reset();
      insert_event();
      insert_event();
      intent.bind(1, "key" + std::to_string(length));
      intent.bind(2, "{}");
      intent.exec();
      intent.reset();
      db.exec("COMMIT");
    }
  }
  std::filesystem::remove_all(folder);
}

const bool kRegistered = [] {
  benchmark::RegisterBenchmark("store/ours", durable_step);
  benchmark::RegisterBenchmark("store/floor", bare_commit);
  describe("store", "one durable step (two events, chained, leased)", "floor",
           "one bare SQLite commit of the same rows");
  return true;
}();

}  // namespace
}  // namespace onething::bench
