// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_migrate.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "onething/store.h"
#include "support/store_folder.h"
#include "support/store_rows.h"

namespace onething::store {

namespace {

using ::onething::testing::opening_commit;
using ::onething::testing::StoreFolder;

const int kNow = migrations().back().version;
constexpr int kNext = 99;

// A future in which cases have a channel.
std::vector<Migration> future_steps() {
  std::vector<Migration> steps(migrations().begin(), migrations().end());
  steps.push_back({kNext,
                   "ALTER TABLE cases ADD COLUMN channel TEXT NOT NULL"
                   " DEFAULT 'window'; PRAGMA user_version = 99"});
  return steps;
}

TEST(Migrate, BringsAnOlderDatabaseForwardAndKeepsItsCases) {
  const StoreFolder folder;
  const CaseCommit commit = opening_commit("a", 2);
  ASSERT_TRUE(folder.open()->commit({&commit, 1}));
  SQLite::Database raw(folder.database(), SQLite::OPEN_READWRITE);

  ASSERT_TRUE(migrate(raw, folder.database(), future_steps()));
  ASSERT_TRUE(migrate(raw, folder.database(), future_steps()));

  EXPECT_EQ(raw.execAndGet("PRAGMA user_version").getInt(), kNext);
  EXPECT_EQ(raw.execAndGet("SELECT channel FROM cases").getString(), "window");
  EXPECT_EQ(raw.execAndGet("SELECT count(*) FROM events").getInt(), 2);
}

TEST(Migrate, RunsEveryStepFromTheBeginning) {
  const StoreFolder folder;
  folder.execute("PRAGMA application_id = 1332634964");
  SQLite::Database raw(folder.database(), SQLite::OPEN_READWRITE);
  ASSERT_TRUE(migrate(raw, folder.database(), future_steps()));
  EXPECT_EQ(raw.execAndGet("SELECT count(channel) FROM cases").getInt(), 0);
}

// What SQLite says of tables and indexes, and what stands in the header.
std::vector<std::string> shape_of(SQLite::Database& database) {
  std::vector<std::string> shape;
  SQLite::Statement query(
      database,
      "SELECT type || ' ' || name || ': ' || sql"
      " FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1");
  while (query.executeStep()) shape.push_back(query.getColumn(0).getString());
  for (const char* pragma :
       {"PRAGMA user_version", "PRAGMA application_id", "PRAGMA journal_mode"})
    shape.push_back(database.execAndGet(pragma).getString());
  return shape;
}

TEST(Migrate, MakesANewDatabaseAsAllVersionsWouldHaveMadeIt) {
  const StoreFolder made;
  { made.open(); }
  SQLite::Database at_once(made.database(), SQLite::OPEN_READWRITE);
  const StoreFolder grown;
  grown.execute("PRAGMA application_id = 1332634964");
  { grown.open(); }
  SQLite::Database by_steps(grown.database(), SQLite::OPEN_READWRITE);
  EXPECT_EQ(shape_of(at_once), shape_of(by_steps));
  EXPECT_GT(shape_of(at_once).size(), 20U);
}

TEST(Migrate, OpensADatabaseThatWasInterruptedWhileItWasMade) {
  const StoreFolder folder;
  folder.execute("PRAGMA application_id = 1332634964");
  ASSERT_TRUE(folder.try_open());
  EXPECT_EQ(folder.ask("PRAGMA user_version"), std::to_string(kNow));
}

TEST(Migrate, UndoesAStepThatFails) {
  const StoreFolder folder;
  { folder.open(); }
  std::vector<Migration> steps(migrations().begin(), migrations().end());
  steps.push_back({kNext, "CREATE TABLE half (x); SELECT nonsense"});
  {
    SQLite::Database raw(folder.database(), SQLite::OPEN_READWRITE);
    EXPECT_THROW(static_cast<void>(migrate(raw, folder.database(), steps)),
                 SQLite::Exception);
  }
  SQLite::Database raw(folder.database(), SQLite::OPEN_READWRITE);
  EXPECT_FALSE(raw.tableExists("half"));
  EXPECT_EQ(raw.execAndGet("PRAGMA user_version").getInt(), kNow);
}

TEST(Migrate, RefusesANewerDatabaseAndNamesBothVersions) {
  for (const bool in_wal_only : {false, true}) {
    const StoreFolder folder;
    { folder.open(); }
    SQLite::Database holder(folder.database(), SQLite::OPEN_READWRITE);
    holder.exec("PRAGMA user_version = 41");
    if (!in_wal_only) holder.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const std::string before = folder.read();

    const auto opened = folder.try_open();

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::invalid);
    EXPECT_EQ(opened.error().message.key, "store.newer_schema");
    EXPECT_EQ(opened.error().message.args.at(1).value, "41");
    EXPECT_EQ(opened.error().message.args.at(2).value, std::to_string(kNow));
    EXPECT_EQ(folder.read(), before);
    EXPECT_EQ(holder.execAndGet("PRAGMA user_version").getInt(), 41);
  }
}

}  // namespace

}  // namespace onething::store
