// SPDX-License-Identifier: Apache-2.0
//
// Whole cases a second beside the floor: bare SQLite that writes as many rows
// and bytes in as few commits as the load allows, with the same durability, on
// the same disk.
//
//   case_load CASES IN_FLIGHT FOLDER
//
// Prints one row of the table in docs/benchmarks.md.

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/format.h"
#include "bench/load_w.h"
#include "onething/runner.h"

namespace onething::bench {
namespace {

using Clock = std::chrono::steady_clock;

// Submitted, accepted, registered, six at once, joined, told: a case cannot be
// stored in fewer commits, and others can share each of them.
constexpr int kWaves = 6;

struct Usage {
  double seconds = 0;
  double cpu_seconds = 0;
};

double cpu_now() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

template <typename Work>
Usage measured(Work work) {
  const auto begin = Clock::now();
  const double cpu = cpu_now();
  work();
  return {std::chrono::duration<double>(Clock::now() - begin).count(),
          cpu_now() - cpu};
}

void run_cases(Store& store, std::size_t cases, std::size_t in_flight) {
  const LoadedProject project = load_w();
  const Workflow& workflow = project.project.workflows.front();
  const auto clock = make_system_clock();
  InstantDepartments departments;
  Runner runner(store, *clock, &departments);
  for (std::size_t first = 0; first < cases; first += in_flight) {
    std::vector<CaseId> ids;
    for (std::size_t i = first; i < std::min(first + in_flight, cases); ++i) {
      auto acted =
          runner.submit(project, workflow, application_w(i),
                        format("row-{}", i), {"bench", "", Channel::online});
      if (!acted || !std::holds_alternative<CaseView>(acted.value()))
        std::abort();
      ids.push_back(std::get<CaseView>(acted.value()).id);
    }
    const auto views = runner.drive(ids);
    if (!views) std::abort();
    for (const CaseView& view : views.value())
      if (view.status != "granted") std::abort();
  }
}

// What our store holds of one case, on average.
struct Rows {
  std::int64_t events = 0;
  std::int64_t event_bytes = 0;  // Of one, payload only.
  std::int64_t intents = 0;
  std::int64_t intent_bytes = 0;
  std::int64_t ledger = 0;
};

Rows rows_in(const std::string& path, std::size_t cases) {
  SQLite::Database db(path);
  const auto number = [&](const char* sql) {
    return db.execAndGet(sql).getInt64();
  };
  const auto each = static_cast<std::int64_t>(cases);
  Rows rows;
  rows.events = number("SELECT count(*) FROM events") / each;
  rows.event_bytes = number("SELECT avg(length(payload)) FROM events");
  rows.intents = number("SELECT count(*) FROM intents") / each;
  rows.intent_bytes = number("SELECT avg(length(request)) FROM intents");
  rows.ledger = number("SELECT count(*) FROM ledger") / each;
  return rows;
}

class Floor {
 public:
  explicit Floor(const std::string& path)
      : db_(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    db_.exec("PRAGMA synchronous = EXTRA");
    db_.exec("PRAGMA journal_mode = WAL");
    db_.exec(
        "CREATE TABLE c (number INTEGER PRIMARY KEY, state TEXT, n INTEGER,"
        " head BLOB);"
        "CREATE TABLE e (number INTEGER, n INTEGER, body TEXT, hash BLOB,"
        " PRIMARY KEY (number, n)) WITHOUT ROWID;"
        "CREATE TABLE i (number INTEGER, n INTEGER, body TEXT, state TEXT,"
        " PRIMARY KEY (number, n)) WITHOUT ROWID;"
        "CREATE TABLE l (number INTEGER, n INTEGER, body TEXT,"
        " PRIMARY KEY (number, n)) WITHOUT ROWID");
  }

  void run(std::size_t cases, std::size_t in_flight, const Rows& rows) {
    SQLite::Statement open(db_, "INSERT INTO c VALUES (?, 'x', 0, ?)");
    SQLite::Statement move(db_,
                           "UPDATE c SET state = 'y', n = ?, head = ?"
                           " WHERE number = ?");
    SQLite::Statement event(db_, "INSERT INTO e VALUES (?, ?, ?, ?)");
    SQLite::Statement intent(db_, "INSERT INTO i VALUES (?, ?, ?, 'open')");
    SQLite::Statement answer(db_,
                             "UPDATE i SET state = 'answered'"
                             " WHERE number = ? AND n = ?");
    SQLite::Statement ledger(db_, "INSERT INTO l VALUES (?, ?, ?)");
    const std::string body(static_cast<std::size_t>(rows.event_bytes), 'e');
    const std::string request(static_cast<std::size_t>(rows.intent_bytes), 'i');
    const std::string line(150, 'l');
    const std::string hash(32, 'h');
    const auto part = [](std::int64_t all, int wave) {
      return all * (wave + 1) / kWaves - all * wave / kWaves;
    };
    for (std::size_t first = 0; first < cases; first += in_flight)
      for (int wave = 0; wave < kWaves; ++wave) {
        db_.exec("BEGIN IMMEDIATE");
        for (std::size_t i = first; i < std::min(first + in_flight, cases);
             ++i) {
          const auto number = static_cast<std::int64_t>(i) + 1;
          if (wave == 0)
            run(open, number, hash);
          else
            run(move, wave, hash, number);
          const auto begin = [&](std::int64_t all) {
            return all * wave / kWaves;
          };
          for (std::int64_t k = 0; k < part(rows.events, wave); ++k)
            run(event, number, begin(rows.events) + k, body, hash);
          for (std::int64_t k = 0; k < part(rows.intents, wave); ++k) {
            run(intent, number, begin(rows.intents) + k, request);
            if (begin(rows.intents) + k > 0)
              run(answer, number, begin(rows.intents) + k - 1);
          }
          for (std::int64_t k = 0; k < part(rows.ledger, wave); ++k)
            run(ledger, number, begin(rows.ledger) + k, line);
        }
        db_.exec("COMMIT");
      }
  }

 private:
  template <typename... Values>
  static void run(SQLite::Statement& statement, const Values&... values) {
    int index = 0;
    (statement.bind(++index, values), ...);
    statement.exec();
    statement.reset();
  }

  SQLite::Database db_;
};

std::string new_folder(const std::string& below) {
  std::string pattern = below + "/onething-load-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  return pattern;
}

int run(std::size_t cases, std::size_t in_flight, const std::string& below) {
  const std::string folder = new_folder(below);
  const std::string path = folder + "/cases.db";
  auto store = std::move(open_store("sqlite:" + path).value());
  const Usage ours = measured([&] { run_cases(*store, cases, in_flight); });
  rusage memory{};
  getrusage(RUSAGE_SELF, &memory);
  store.reset();
  const Rows rows = rows_in(path, cases);
  const auto bytes = std::filesystem::file_size(path);
  Usage floor;
  {
    Floor bare(folder + "/floor.db");
    floor = measured([&] { bare.run(cases, in_flight, rows); });
  }
  std::filesystem::remove_all(folder);
  const auto count = static_cast<double>(cases);
  std::printf(
      "| %zu cases of ten steps, %zu in flight | %.0f cases/s (%.0f us CPU, "
      "%ld MiB, %.1f KB a case) | bare SQLite: as many rows and bytes "
      "(%ld events, %ld intents, %ld ledger), %d commits for all in flight | "
      "%.0f cases/s (%.0f us CPU) | %.2f |\n",
      cases, in_flight, count / ours.seconds, ours.cpu_seconds / count * 1e6,
      memory.ru_maxrss / 1024, static_cast<double>(bytes) / count / 1024,
      static_cast<long>(rows.events), static_cast<long>(rows.intents),
      static_cast<long>(rows.ledger), kWaves, count / floor.seconds,
      floor.cpu_seconds / count * 1e6, floor.seconds / ours.seconds);
  return 0;
}

}  // namespace
}  // namespace onething::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: case_load CASES IN_FLIGHT FOLDER\n", stderr);
    return 2;
  }
  return onething::bench::run(std::strtoul(argv[1], nullptr, 10),
                              std::strtoul(argv[2], nullptr, 10), argv[3]);
}
