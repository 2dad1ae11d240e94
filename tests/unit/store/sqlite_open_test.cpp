// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <fstream>
#include <string>

#include <filesystem>

#include "onething/store.h"
#include "store/sqlite_migrate.h"
#include "support/store_folder.h"
#include "support/store_rows.h"

namespace onething {

namespace {

using testing::StoreFolder;

unsigned mode_of(const std::string& path) {
  struct stat about {};
  return ::stat(path.c_str(), &about) == 0 ? about.st_mode & 07777u : 0;
}

std::string refusal(const StoreFolder& folder, ErrorCode code) {
  const auto opened = folder.try_open();
  if (opened) return "opened";
  EXPECT_EQ(opened.error().code, code);
  return std::string(opened.error().message.key);
}

TEST(OpenSqlite, LetsNobodyElseReadTheFiles) {
  const StoreFolder folder;
  const auto store = folder.open();
  const CaseCommit commit = testing::opening_commit("a", 1);
  ASSERT_TRUE(store->commit({&commit, 1}));
  ASSERT_TRUE(store->claim({"a"}, "w"));

  for (const char* suffix : {"", "-wal", "-shm", "-lock"})
    EXPECT_EQ(mode_of(folder.database() + suffix), 0600u) << suffix;
  EXPECT_EQ(mode_of(folder.database() + "-workers"), 0700u);
}

TEST(OpenSqlite, MakesMissingFolders) {
  const StoreFolder folder;
  const std::string path = folder.path() + "/new/er/t.db";
  ASSERT_TRUE(open_store("sqlite:" + path));
  EXPECT_EQ(mode_of(folder.path() + "/new"), 0700u);
}

TEST(OpenSqlite, TakesAPathWithSignsThatMeanSomethingInAUri) {
  const StoreFolder folder;
  const std::string path = folder.path() + "/库 %41?#=&.db";
  ASSERT_TRUE(open_store("sqlite:" + path));
  ASSERT_TRUE(open_store("sqlite:" + path));
  EXPECT_TRUE(std::filesystem::exists(path));
}

TEST(OpenSqlite, LeavesNoDataInTheWalAfterTheLastClose) {
  const StoreFolder folder;
  {
    const auto store = folder.open();
    const CaseCommit commit = testing::opening_commit("a", 1);
    ASSERT_TRUE(store->commit({&commit, 1}));
  }
  EXPECT_EQ(std::filesystem::file_size(folder.database() + "-wal"), 0u);
}

TEST(OpenSqlite, RemovesItsWorkerFileAndThoseOfDeadWorkers) {
  const StoreFolder folder;
  const std::string workers = folder.database() + "-workers";
  std::filesystem::create_directory(workers);
  const std::string dead = workers + "/0123456789abcdef0123456789abcdef";
  std::ofstream(dead) << "";
  {
    const auto store = folder.open();
    ASSERT_TRUE(store->claim({"a"}, "w"));
    EXPECT_FALSE(std::filesystem::exists(dead));
    EXPECT_FALSE(std::filesystem::is_empty(workers));
  }
  EXPECT_TRUE(std::filesystem::is_empty(workers));
}

TEST(OpenSqlite, RefusesAForeignDatabaseAndLeavesItAsItIs) {
  const StoreFolder folder;
  folder.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  const std::string before = folder.read();

  EXPECT_EQ(refusal(folder, ErrorCode::invalid), "store.foreign_database");

  EXPECT_EQ(folder.read(), before);
  EXPECT_FALSE(std::filesystem::exists(folder.database() + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(folder.database() + "-lock"));
}

TEST(OpenSqlite, RefusesAForeignDatabaseInWalModeAndLeavesItAsItIs) {
  const StoreFolder folder;
  folder.execute(
      "PRAGMA journal_mode = WAL; CREATE TABLE t (x);"
      "PRAGMA application_id = 7");
  const std::string before = folder.read();
  EXPECT_EQ(refusal(folder, ErrorCode::invalid), "store.foreign_database");
  EXPECT_EQ(folder.read(), before);
}

TEST(OpenSqlite, RefusesWhatIsNotADatabase) {
  const StoreFolder folder;
  const std::string text(10'000, 'x');
  folder.write(text);
  EXPECT_EQ(refusal(folder, ErrorCode::invalid), "store.not_a_database");
  EXPECT_EQ(folder.read(), text);
  folder.write("onething: 1\n");
  EXPECT_EQ(refusal(folder, ErrorCode::invalid), "store.not_a_database");
}

TEST(OpenSqlite, TakesAnEmptyFileForANewDatabase) {
  const StoreFolder folder;
  folder.write("");
  EXPECT_TRUE(folder.try_open());
}

TEST(OpenSqlite, SaysThatADatabaseIsDamaged) {
  const StoreFolder folder;
  { folder.open(); }
  std::string bytes = folder.read();
  bytes.replace(100, 3'000, std::string(3'000, '\xff'));
  folder.write(bytes);
  EXPECT_EQ(refusal(folder, ErrorCode::corrupt), "store.damaged");
}

TEST(OpenSqlite, RefusesLinksAndFolders) {
  const StoreFolder folder;
  const std::string real = folder.path() + "/real.db";
  ASSERT_TRUE(open_store("sqlite:" + real));

  ASSERT_EQ(::symlink(real.c_str(), folder.database().c_str()), 0);
  EXPECT_EQ(refusal(folder, ErrorCode::invalid), "store.symlink");
  ::unlink(folder.database().c_str());
  ASSERT_EQ(::link(real.c_str(), folder.database().c_str()), 0);
  EXPECT_EQ(refusal(folder, ErrorCode::invalid), "store.hard_links");
  ::unlink(folder.database().c_str());
  ::mkdir(folder.database().c_str(), 0700);
  EXPECT_EQ(refusal(folder, ErrorCode::invalid), "store.not_a_file");
}

TEST(OpenSqlite, FollowsALinkedFolder) {
  const StoreFolder folder;
  const std::string real = folder.path() + "/real";
  const std::string link = folder.path() + "/link";
  ::mkdir(real.c_str(), 0700);
  ASSERT_EQ(::symlink(real.c_str(), link.c_str()), 0);
  EXPECT_TRUE(open_store("sqlite:" + link + "/t.db"));
}

TEST(OpenSqlite, SaysWhenTheFolderCannotBeMade) {
  const StoreFolder folder;
  folder.write("");
  const auto opened = open_store("sqlite:" + folder.database() + "/x/t.db");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
}

TEST(OpenSqlite, SetsWhatTheGuaranteesRestOn) {
  const StoreFolder folder;
  { folder.open(); }
  EXPECT_EQ(folder.ask("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(folder.ask("PRAGMA application_id"), "1332634964");
  EXPECT_EQ(folder.ask("PRAGMA user_version"),
            std::to_string(store::migrations().back().version));
  EXPECT_EQ(folder.ask("PRAGMA integrity_check"), "ok");
}

// After kill -9 in the middle of a checkpoint the main file can say that it is
// longer than it is; the WAL beside it still has everything.
TEST(OpenSqlite, OpensWhatACheckpointLeftHalfDone) {
  const StoreFolder folder;
  const StoreFolder copy;
  {
    const auto store = folder.open();
    CaseCommit commit = testing::opening_commit("a", 2);
    commit.records[0].payload = std::string(40'000, 'x');
    const CaseCommit commits[] = {commit};
    ASSERT_TRUE(store->commit(commits).value().at(0));
    for (const char* part : {"", "-wal"})
      std::filesystem::copy_file(folder.database() + part,
                                 copy.database() + part);
  }
  std::fstream file(copy.database(),
                    std::ios::in | std::ios::out | std::ios::binary);
  constexpr int kPageCountAt = 28;
  file.seekp(kPageCountAt);
  file.write("\0\0\1\0", 4);
  file.close();

  const auto store = copy.try_open();

  ASSERT_TRUE(store);
  EXPECT_EQ(store.value()->history({"a"}).value().size(), 2U);
}

}  // namespace

}  // namespace onething
