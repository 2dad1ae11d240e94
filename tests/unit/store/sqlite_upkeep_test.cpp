// SPDX-License-Identifier: Apache-2.0
//
// Copying, reading through, and bringing forward a database as a whole.

#include "onething/store_upkeep.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <random>
#include <thread>

#include "onething/store_reader.h"
#include "store/sqlite_migrate.h"
#include "support/store_folder.h"
#include "support/store_rows.h"

namespace onething {

namespace {

using testing::numbered;
using testing::StoreFolder;

class Upkeep : public ::testing::Test {
 protected:
  void fill(int cases, int records) const {
    const auto store = folder.open();
    std::vector<CaseCommit> commits;
    for (int i = 0; i < cases; ++i)
      commits.push_back(testing::opening_commit(numbered("case", i), records));
    ASSERT_TRUE(store->commit(commits));
  }
  std::string address() const { return "sqlite:" + folder.database(); }
  std::string copy() const { return folder.path() + "/copy.db"; }
  unsigned mode_of(const std::string& path) const {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 ? about.st_mode & 0777U : 0;
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
  // The cases that a reader finds damaged, and what is wrong with the rest.
  std::vector<std::string> damaged() const {
    std::vector<std::string> found;
    const auto reader = StoreReader::open(address());
    EXPECT_TRUE(reader) << render(reader.error().message, Language::en);
    if (!reader) return found;
    const auto read = reader.value()->each_case([&](const StoredCase& each) {
      if (!each.damage.empty()) found.push_back(each.id);
      return true;
    });
    EXPECT_TRUE(read);
    for (const Message& problem : read.value().problems)
      found.push_back(std::string(problem.key));
    return found;
  }

  StoreFolder folder;
};

TEST_F(Upkeep, CopiesEverythingIntoOnePrivateFile) {
  fill(7, 3);
  const auto backup = back_up(address(), copy(), nullptr);
  ASSERT_TRUE(backup) << render(backup.error().message, Language::en);
  EXPECT_EQ(backup.value().cases, 7);
  EXPECT_EQ(backup.value().records, 21);
  EXPECT_EQ(mode_of(copy()), 0600U);
  const auto store = open_store("sqlite:" + copy());
  ASSERT_TRUE(store);
  EXPECT_EQ(store.value()->history({"case006"}).value().size(), 3U);
}

TEST_F(Upkeep, NeverOverwritesAFile) {
  fill(1, 1);
  std::ofstream(copy()) << "precious";
  const auto backup = back_up(address(), copy(), nullptr);
  ASSERT_FALSE(backup);
  EXPECT_EQ(backup.error().code, ErrorCode::not_found);
  std::ifstream kept(copy());
  std::string text;
  std::getline(kept, text);
  EXPECT_EQ(text, "precious");
}

TEST_F(Upkeep, CopiesWhatIsOnlyInTheLogYet) {
  const auto store = folder.open();
  const CaseCommit commit = testing::opening_commit("a", 2);
  ASSERT_TRUE(store->commit({&commit, 1}));
  const auto backup = back_up(address(), copy(), nullptr);
  ASSERT_TRUE(backup);
  EXPECT_EQ(backup.value().records, 2);
}

TEST_F(Upkeep, CopiesOneMomentWhileOthersWrite) {
  fill(50, 2);
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    const auto store = folder.open();
    for (int i = 1'000; !stop; ++i) {
      const CaseCommit commit = testing::opening_commit(numbered("late", i), 3);
      EXPECT_TRUE(store->commit({&commit, 1}));
    }
  });
  for (int i = 0; i < 5; ++i) {
    const std::string path = folder.path() + "/copy" + std::to_string(i);
    const auto backup = back_up(address(), path, nullptr);
    EXPECT_TRUE(backup) << render(backup.error().message, Language::en);
  }
  stop = true;
  writer.join();
}

TEST_F(Upkeep, LeavesNothingWhenItIsStopped) {
  fill(3, 1);
  const auto before = files();
  const std::atomic<bool> stop = true;
  const auto backup = back_up(address(), copy(), &stop);
  ASSERT_FALSE(backup);
  EXPECT_EQ(backup.error().message.key, "store.stopped");
  EXPECT_EQ(files(), before);
}

TEST_F(Upkeep, KeepsNoCopyOfADamagedDatabase) {
  fill(3, 2);
  folder.execute("UPDATE events SET payload = '{}' WHERE sequence = 2");
  const auto backup = back_up(address(), copy(), nullptr);
  ASSERT_FALSE(backup);
  EXPECT_EQ(backup.error().code, ErrorCode::corrupt);
  for (const std::string& name : files())
    EXPECT_FALSE(name.starts_with("copy")) << name;
}

TEST_F(Upkeep, SaysThatThereIsNoDatabaseAndMakesNone) {
  EXPECT_EQ(StoreReader::open(address()).error().code, ErrorCode::not_found);
  EXPECT_EQ(back_up(address(), copy(), nullptr).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(upgrade_store(address()).error().code, ErrorCode::not_found);
  EXPECT_EQ(StoreReader::open("memory:").error().code, ErrorCode::not_found);
  EXPECT_TRUE(files().empty());
}

TEST_F(Upkeep, ReadsACopyWithoutLeavingATraceBesideIt) {
  fill(2, 2);
  std::filesystem::copy(folder.database(), copy());
  const auto before = files();
  {
    const auto reader = StoreReader::open("sqlite:" + copy());
    ASSERT_TRUE(reader);
    EXPECT_TRUE(reader.value()->check_structure().value().empty());
  }
  EXPECT_EQ(files(), before);
}

TEST_F(Upkeep, NamesEachDamagedCaseAndGoesOn) {
  fill(20, 3);
  EXPECT_TRUE(damaged().empty());
  folder.execute(
      "UPDATE events SET payload = '{\"step\":\"other\"}' WHERE sequence = 2"
      " AND case_number = (SELECT number FROM cases WHERE id = 'case004')");
  folder.execute(
      "DELETE FROM events WHERE sequence = 3"
      " AND case_number = (SELECT number FROM cases WHERE id = 'case009')");
  folder.execute("UPDATE cases SET length = 9 WHERE id = 'case013'");
  EXPECT_EQ(damaged(),
            (std::vector<std::string>{"case004", "case009", "case013"}));
}

TEST_F(Upkeep, FindsRowsWithoutACaseAndAlteredDefinitions) {
  fill(2, 2);
  {
    const auto store = folder.open();
    const std::string text = "workflow text";
    ASSERT_TRUE(store->put_definition(to_hex(sha256(text)), text));
  }
  const auto problems = [&] {
    return StoreReader::open(address()).value()->check_structure().value();
  };
  EXPECT_TRUE(problems().empty());
  folder.execute(
      "PRAGMA foreign_keys = OFF; DELETE FROM cases WHERE id = 'case001'");
  folder.execute("UPDATE definitions SET content = 'other text'");
  folder.execute("UPDATE cases SET definition = 'gone' WHERE id = 'case000'");
  std::vector<std::string_view> keys;
  for (const Message& problem : problems()) keys.push_back(problem.key);
  EXPECT_EQ(keys, (std::vector<std::string_view>{"store.orphans",
                                                 "store.definition_altered",
                                                 "store.definition_missing"}));
}

// Whatever one byte does: an answer, and never "all is well" about a case that
// differs from what was stored.
TEST_F(Upkeep, AFlippedByteIsFoundOrHarmless) {
  fill(30, 4);
  const std::string good = folder.read();
  std::map<std::string, Digest> heads;
  ASSERT_TRUE(StoreReader::open(address()).value()->each_case(
      [&](const StoredCase& each) {
        heads[each.id] = each.head;
        return true;
      }));
  std::mt19937 random(7);  // NOLINT: the same bytes each time.
  int found = 0;
  for (int round = 0; round < 400; ++round) {
    std::string bytes = good;
    bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    folder.write(bytes);
    const auto reader = StoreReader::open(address());
    if (!reader && ++found > 0) continue;
    const auto structure = reader.value()->check_structure();
    bool sound = structure && structure.value().empty();
    std::size_t seen = 0;
    bool differs = false;
    const auto read = reader.value()->each_case([&](const StoredCase& each) {
      sound = sound && each.damage.empty();
      const auto known = heads.find(each.id);
      differs = differs || known == heads.end() || known->second != each.head;
      ++seen;
      return true;
    });
    sound = sound && read && read.value().problems.empty();
    if (!sound) ++found;
    if (sound) {
      EXPECT_EQ(seen, heads.size()) << round;
      EXPECT_FALSE(differs) << round;
    }
  }
  EXPECT_GT(found, 30);
}

TEST_F(Upkeep, ReadsOnPastAPageThatIsGone) {
  fill(600, 4);
  std::string bytes = folder.read();
  constexpr std::size_t kPage = 4'096;
  ASSERT_GT(bytes.size(), 100 * kPage);
  int worst = 600;
  // Beyond the pages with the tables' own description, which comes first.
  for (std::size_t page = 40; page < 80; page += 3) {
    std::string broken = bytes;
    std::fill_n(broken.begin() + static_cast<std::ptrdiff_t>(page * kPage),
                kPage, '\xff');
    folder.write(broken);
    const auto reader = StoreReader::open(address());
    ASSERT_TRUE(reader);
    EXPECT_FALSE(reader.value()->check_structure().value().empty());
    int sound = 0;
    const auto read = reader.value()->each_case([&](const StoredCase& each) {
      if (each.damage.empty()) ++sound;
      return true;
    });
    ASSERT_TRUE(read);
    worst = std::min(worst, sound);
  }
  EXPECT_GT(worst, 300);
}

// What a program of an earlier schema left: cases and events as they are now,
// and beside them what was stored twice then.
void make_older(const StoreFolder& folder, int version, int cases) {
  const StoreFolder now;
  std::vector<CaseCommit> commits;
  for (int i = 0; i < cases; ++i)
    commits.push_back(testing::opening_commit(numbered("case", i), 2));
  ASSERT_TRUE(now.open()->commit(commits));
  folder.execute("PRAGMA application_id = 1332634964");
  SQLite::Database old(folder.database(), SQLite::OPEN_READWRITE);
  const auto steps =
      store::migrations().first(static_cast<std::size_t>(version));
  ASSERT_TRUE(store::migrate(old, folder.database(), steps));
  old.exec("ATTACH '" + now.database() + "' AS now");
  for (const std::string table : {"cases", "events"}) {
    std::string columns;
    SQLite::Statement names(
        old, "SELECT name FROM pragma_table_info('" + table + "')");
    while (names.executeStep())
      columns += (columns.empty() ? "" : ", ") + names.getColumn(0).getString();
    old.exec("INSERT INTO main." + table + " (" + columns + ") SELECT " +
             columns + " FROM now." + table);
  }
  old.exec(
      "INSERT INTO intents VALUES (1, 'k', 1, 's', 'tax/x', x'7B7D', 'd',"
      " 'unknown'), (1, 'k', 2, 's', 'tax/x', x'', 'd', 'open');"
      "INSERT INTO timers VALUES (1, 's#0', 5, 0);"
      "INSERT INTO ledger VALUES (1, 1, 's', 'name', 'applicant', 'tax', 'x',"
      " '', '', 'open', 'd', 5, 0)");
}

TEST_F(Upkeep, ShowsAndRunsTheStepsOfAnUpgrade) {
  make_older(folder, 1, 4);
  const auto plan = plan_upgrade(address());
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan.value().from, 1);
  EXPECT_GE(plan.value().to, 2);
  EXPECT_EQ(std::ssize(plan.value().steps), plan.value().to - 1);
  EXPECT_EQ(folder.ask("PRAGMA user_version"), "1");

  const auto refused = open_store(address(), OlderSchema::refuse);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message.key, "store.older_schema");
  EXPECT_EQ(folder.ask("PRAGMA user_version"), "1");
  // Reading does not need it.
  EXPECT_TRUE(damaged().empty());

  ASSERT_TRUE(upgrade_store(address()));
  EXPECT_EQ(folder.ask("PRAGMA user_version"), std::to_string(plan.value().to));
  EXPECT_TRUE(plan_upgrade(address()).value().steps.empty());
  EXPECT_TRUE(open_store(address(), OlderSchema::refuse));
  EXPECT_TRUE(damaged().empty());
}

// Every version that was ever released: nothing of a history is lost.
TEST_F(Upkeep, BringsEveryEarlierSchemaForward) {
  for (int version = 1; version < store::migrations().back().version;
       ++version) {
    const StoreFolder older;
    make_older(older, version, 3);
    const std::string at = "sqlite:" + older.database();
    const auto before = StoreReader::open(at).value()->count(Date{});
    ASSERT_TRUE(before) << version;
    EXPECT_EQ(before.value().calls_open, 1);

    ASSERT_TRUE(upgrade_store(at)) << version;

    const auto after = StoreReader::open(at).value()->count(Date{});
    ASSERT_TRUE(after);
    EXPECT_EQ(after.value().calls_open, 1);
    EXPECT_EQ(after.value().calls_unknown, 1);
    EXPECT_EQ(after.value().retries, 1);
    const auto store = older.open();
    for (int i = 0; i < 3; ++i) {
      const auto history = store->history({numbered("case", i)});
      ASSERT_TRUE(history);
      EXPECT_EQ(history.value().size(), 2u);
    }
    CaseCommit more = testing::chained_commit("case001", 2, 1);
    EXPECT_TRUE(store->commit({&more, 1}).value().front());
    EXPECT_TRUE(store->history({"case001"}));
  }
}

TEST_F(Upkeep, LooksAtConditionsWithoutTouchingAnything) {
  const auto none = store_conditions(address());
  ASSERT_TRUE(none);
  EXPECT_FALSE(none.value().exists);
  fill(2, 2);
  ::chmod(folder.database().c_str(), 0644);
  const auto before = files();
  const auto found = store_conditions(address());
  ASSERT_TRUE(found);
  EXPECT_EQ(files(), before);
  EXPECT_TRUE(found.value().problem.empty());
  EXPECT_EQ(found.value().journal_mode, "wal");
  EXPECT_EQ(found.value().synchronous, "extra");
  EXPECT_EQ(found.value().files.front().mode, 0644U);
  EXPECT_EQ(found.value().schema, found.value().known_schema);
  EXPECT_GT(found.value().free_bytes, 0);
  EXPECT_FALSE(found.value().on_network);
}

TEST_F(Upkeep, CountsByStateAndDepartment) {
  {
    const auto store = folder.open();
    CaseCommit first = testing::opening_commit("a", 1);
    first.row.due = Date{100};
    first.row.attention = true;
    first.tasks = {testing::task_of("a", "a/1"), testing::task_of("a", "a/2")};
    first.tasks[1].state = "claimed";
    first.tasks[1].opened_at = {5, 0};
    first.row.calls_again = 1;
    first.row.calls_open = 1;
    CaseCommit second = testing::opening_commit("b", 1);
    second.row.state = "granted";
    const CaseCommit both[] = {first, second};
    ASSERT_TRUE(store->commit(both));
  }
  const auto counts = StoreReader::open(address()).value()->count(Date{101});
  ASSERT_TRUE(counts);
  ASSERT_EQ(counts.value().states.size(), 2U);
  EXPECT_EQ(counts.value().states[1].state, "processing");
  EXPECT_EQ(counts.value().states[1].overdue, 1);
  ASSERT_EQ(counts.value().departments.size(), 1U);
  EXPECT_EQ(counts.value().departments[0].open, 2);
  EXPECT_EQ(counts.value().departments[0].claimed, 1);
  EXPECT_EQ(counts.value().departments[0].oldest_opened_at.seconds, 5);
  EXPECT_EQ(counts.value().attention, 1);
  EXPECT_EQ(counts.value().retries, 1);
  EXPECT_EQ(counts.value().calls_open, 1);
  EXPECT_EQ(counts.value().calls_unknown, 0);
}

}  // namespace

}  // namespace onething
