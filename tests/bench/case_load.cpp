// SPDX-License-Identifier: Apache-2.0
//
// Whole cases a second beside the floor: bare SQLite that writes as many rows
// and bytes in as few commits as the load allows, with the same durability, on
// the same disk.
//
//   case_load CASES IN_FLIGHT FOLDER [alone|floor]
//
// Prints one row of the table in docs/benchmarks.md; `alone` runs the cases
// only, for whoever counts instructions, and `floor` only what is beside them.

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/format.h"
#include "bench/load_w.h"
#include "onething/runner.h"

namespace onething::bench {
namespace {

using Clock = std::chrono::steady_clock;

// Submitted, accepted, registered, six at once, joined, told: many cases cannot
// be stored in fewer commits. One alone is set beside five: what is accepted at
// once needs none of its own.
int waves_of(std::size_t in_flight) { return in_flight == 1 ? 5 : 6; }

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

// As many applications as are asked for; counts what came of them.
class Applications final : public CaseFeed {
 public:
  explicit Applications(std::size_t cases) : left_(cases) {}

  Result<More> more(std::size_t room) override {
    More more;
    for (; left_ > 0 && room > 0; --left_, --room) {
      const auto number = static_cast<std::int64_t>(left_);
      more.items.push_back({number, std::nullopt, application_w(left_),
                            format("row-{}", left_)});
    }
    more.is_last = left_ == 0;
    return more;
  }
  Status opened(std::int64_t,
                const Result<std::optional<Rejection>>& outcome) override {
    if (!outcome || outcome.value()) std::abort();
    return Done{};
  }
  Status rested(std::int64_t, const Result<bool>& attention) override {
    if (!attention || attention.value()) std::abort();
    ++rested_;
    return Done{};
  }
  std::size_t rested() const { return rested_; }

 private:
  std::size_t left_;
  std::size_t rested_ = 0;
};

void run_cases(Store& store, std::size_t cases, std::size_t in_flight) {
  const LoadedProject project = load_w();
  const auto clock = make_system_clock();
  InstantDepartments departments;
  Runner runner(store, *clock, &departments);
  Applications applications(cases);
  if (!runner.work(project, project.project.workflows.front(),
                   {"bench", "", Channel::online}, applications, in_flight) ||
      applications.rested() != cases)
    std::abort();
}

// What our store holds of one case, on average.
struct Rows {
  std::int64_t events = 0;
  std::int64_t event_bytes = 0;  // Of one, payload only.
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
        "CREATE TABLE e (number INTEGER, n INTEGER, body TEXT, hash BLOB);"
        "CREATE UNIQUE INDEX e_of_c ON e (number, n)");
  }

  void run(std::size_t cases, std::size_t in_flight, const Rows& rows) {
    SQLite::Statement open(db_, "INSERT INTO c VALUES (?, 'x', 0, ?)");
    SQLite::Statement move(db_,
                           "UPDATE c SET state = 'y', n = ?, head = ?"
                           " WHERE number = ?");
    SQLite::Statement event(db_, "INSERT INTO e VALUES (?, ?, ?, ?)");
    const std::string body(static_cast<std::size_t>(rows.event_bytes), 'e');
    const std::string hash(32, 'h');
    const int waves = waves_of(in_flight);
    const auto begin = [waves](std::int64_t all, int wave) {
      return all * wave / waves;
    };
    for (std::size_t first = 0; first < cases; first += in_flight)
      for (int wave = 0; wave < waves; ++wave) {
        db_.exec("BEGIN IMMEDIATE");
        for (std::size_t i = first; i < std::min(first + in_flight, cases);
             ++i) {
          const auto number = static_cast<std::int64_t>(i) + 1;
          if (wave == 0)
            run(open, number, hash);
          else
            run(move, wave, hash, number);
          for (std::int64_t k = begin(rows.events, wave);
               k < begin(rows.events, wave + 1); ++k)
            run(event, number, k, body, hash);
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

int run_floor(std::size_t cases, std::size_t in_flight,
              const std::string& below) {
  const std::string folder = new_folder(below);
  Floor(folder + "/floor.db").run(cases, in_flight, {23, 490});
  std::filesystem::remove_all(folder);
  return 0;
}

int run_alone(std::size_t cases, std::size_t in_flight,
              const std::string& below) {
  const std::string folder = new_folder(below);
  {
    auto store =
        std::move(open_store("sqlite:" + folder + "/cases.db").value());
    run_cases(*store, cases, in_flight);
  }
  std::filesystem::remove_all(folder);
  return 0;
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
      "(%ld events of %ld bytes), %d commits for %s | "
      "%.0f cases/s (%.0f us CPU) | %.2f |\n",
      cases, in_flight, count / ours.seconds, ours.cpu_seconds / count * 1e6,
      memory.ru_maxrss / 1024, static_cast<double>(bytes) / count / 1024,
      static_cast<long>(rows.events), static_cast<long>(rows.event_bytes),
      waves_of(in_flight), in_flight == 1 ? "each" : "all in flight",
      count / floor.seconds, floor.cpu_seconds / count * 1e6,
      floor.seconds / ours.seconds);
  return 0;
}

}  // namespace
}  // namespace onething::bench

int main(int argc, char** argv) {
  namespace bench = onething::bench;
  const std::string_view only = argc == 5 ? argv[4] : "";
  const bool is_known = only == "alone" || only == "floor";
  if (argc != 4 && !is_known) {
    std::fputs("usage: case_load CASES IN_FLIGHT FOLDER [alone|floor]\n",
               stderr);
    return 2;
  }
  const auto what = only.empty()      ? bench::run
                    : only == "alone" ? bench::run_alone
                                      : bench::run_floor;
  return what(std::strtoul(argv[1], nullptr, 10),
              std::strtoul(argv[2], nullptr, 10), argv[3]);
}
