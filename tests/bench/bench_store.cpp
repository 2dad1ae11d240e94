// SPDX-License-Identifier: Apache-2.0
//
// One durable step beside one bare SQLite commit of as many rows and bytes,
// with the same durability, on the same disk.

#include <SQLiteCpp/SQLiteCpp.h>
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>

#include "bench/ratios.h"
#include "onething/store.h"

namespace onething::bench {
namespace {

// On the disk of the build folder, which is where a store would be: never on a
// file system in memory.
std::string new_folder() {
  const char* disk = std::getenv("ONETHING_BENCH_FOLDER");
  std::string pattern =
      std::string(disk == nullptr ? "." : disk) + "/onething-bench-XXXXXX";
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

// The same rows in tables of the same shape: one case updated by its number,
// two events appended with their index, no index that a step would not touch.
void bare_commit(benchmark::State& state) {
  const std::string folder = new_folder();
  {
    SQLite::Database db(folder + "/bare.db",
                        SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    // In this order, as the store does it.
    db.exec("PRAGMA synchronous = EXTRA");
    db.exec("PRAGMA journal_mode = WAL");
    db.exec(
        "CREATE TABLE c (number INTEGER PRIMARY KEY, state TEXT, n INTEGER,"
        " head BLOB)");
    db.exec(
        "CREATE TABLE e (number INTEGER, n INTEGER, body TEXT, hash BLOB);"
        "CREATE UNIQUE INDEX e_of_c ON e (number, n)");
    db.exec("INSERT INTO c VALUES (1, 'processing', 0, '')");
    SQLite::Statement row(
        db, "UPDATE c SET state = ?, n = ?, head = ? WHERE number = 1");
    SQLite::Statement event(db, "INSERT INTO e VALUES (1, ?, ?, ?)");
    SQLite::Statement begin(db, "BEGIN IMMEDIATE");
    SQLite::Statement commit(db, "COMMIT");
    const std::string hash(32, 'h');
    const auto bytes = static_cast<int>(hash.size());
    std::int64_t length = 0;
    const auto run = [](SQLite::Statement& statement) {
      statement.exec();
      statement.reset();
    };
    const auto insert_event = [&] {
      event.bind(1, ++length);
      event.bind(2, kPayload);
      event.bind(3, hash.data(), bytes);
      run(event);
    };
    for (auto _ : state) {
      run(begin);
      insert_event();
      insert_event();
      row.bind(1, "processing");
      row.bind(2, length);
      row.bind(3, hash.data(), bytes);
      run(row);
      run(commit);
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
