// SPDX-License-Identifier: Apache-2.0
//
// The contract on SQLite, and what several stores on one database promise each
// other.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contract/batch_shelf_contract.h"
#include "contract/find_contract.h"
#include "contract/key_shelf_contract.h"
#include "support/store_folder.h"

namespace onething::contract {

namespace {

using testing::StoreFolder;

class SqliteHome final : public StoreHome {
 public:
  std::unique_ptr<Store> open() override { return folder_.open(); }

 private:
  StoreFolder folder_;
};

Status commit_one(Store& store, const CaseCommit& commit) {
  return store.commit({&commit, 1}).value().at(0);
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract,
                         ::testing::Values(+[]() -> std::unique_ptr<StoreHome> {
                           return std::make_unique<SqliteHome>();
                         }));

INSTANTIATE_TEST_SUITE_P(Sqlite, FindContract,
                         ::testing::Values(+[]() -> std::unique_ptr<StoreHome> {
                           return std::make_unique<SqliteHome>();
                         }));

TEST(TwoStores, SeeEachOthersCommits) {
  const StoreFolder folder;
  const auto first = folder.open();
  const auto second = folder.open();

  ASSERT_TRUE(commit_one(*first, testing::opening_commit("a", 2)));
  ASSERT_TRUE(commit_one(*second, testing::chained_commit("a", 2, 1)));

  EXPECT_EQ(first->history({"a"}).value().size(), 3u);
  EXPECT_EQ(commit_one(*first, testing::chained_commit("a", 2, 1)).error().code,
            ErrorCode::conflict);
}

TEST(TwoStores, FindEverythingAfterTheLastOneIsClosed) {
  const StoreFolder folder;
  ASSERT_TRUE(commit_one(*folder.open(), testing::opening_commit("a", 2)));
  EXPECT_EQ(folder.open()->history({"a"}).value().size(), 2u);
}

TEST(TwoStores, DoNotShareALeaseEvenUnderOneName) {
  const StoreFolder folder;
  const auto first = folder.open();
  const auto second = folder.open();
  ASSERT_EQ(first->claim({"a"}, "w").value(), 1);

  EXPECT_EQ(second->claim({"a"}, "w").error().code, ErrorCode::conflict);
  ASSERT_TRUE(first->release({"a"}, 1));
  EXPECT_EQ(second->claim({"a"}, "w").value(), 2);
}

TEST(TwoStores, TakeOverWhatADestroyedStoreHeld) {
  const StoreFolder folder;
  auto first = folder.open();
  const auto second = folder.open();
  ASSERT_EQ(first->claim({"a"}, "first").value(), 1);
  ASSERT_FALSE(second->claim({"a"}, "second"));

  first.reset();

  EXPECT_EQ(second->claim({"a"}, "second").value(), 2);
  CaseCommit stale = testing::opening_commit("a", 1);
  stale.epoch = 1;
  EXPECT_EQ(commit_one(*second, stale).error().code, ErrorCode::conflict);
}

TEST(TwoStores, TakeOverAtOnceWhatAKilledProcessHeld) {
  const StoreFolder folder;
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto store = folder.open();
    const bool claimed = static_cast<bool>(store->claim({"a"}, "child"));
    if (::write(ready[1], claimed ? "y" : "n", 1) != 1) ::_exit(1);
    ::pause();
    ::_exit(0);
  }
  char answer = '?';
  ASSERT_EQ(::read(ready[0], &answer, 1), 1);
  ASSERT_EQ(answer, 'y');
  const auto store = folder.open();
  EXPECT_EQ(store->claim({"a"}, "parent").error().code, ErrorCode::conflict);

  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);

  EXPECT_EQ(store->claim({"a"}, "parent").value(), 2);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST(TwoStores, PassOverWhatAnotherLivingWorkerHoldsWhenTheyAskWhatIsDue) {
  const StoreFolder folder;
  auto first = folder.open();
  const auto second = folder.open();
  for (const char* id : {"a", "b"}) {
    CaseCommit one = testing::opening_commit(id, 1);
    one.row.wake_at = Instant{id[0], 0};
    ASSERT_TRUE(commit_one(*first, one));
  }
  ASSERT_TRUE(first->claim({"a"}, "first"));

  EXPECT_EQ(second->due({200, 0}, 1).value().at(0).text, "b");
  EXPECT_EQ(first->due({200, 0}, 1).value().at(0).text, "a");
  first.reset();
  EXPECT_EQ(second->due({200, 0}, 1).value().at(0).text, "a");
}

TEST(TwoStores, LetOnlyOneOfTwoWritersExtendAHistory) {
  const StoreFolder folder;
  { folder.open(); }
  constexpr int kCommits = 40;
  std::vector<pid_t> children;
  for (int worker = 0; worker < 2; ++worker) {
    children.push_back(::fork());
    if (children.back() != 0) continue;
    const auto store = folder.open();
    int done = 0;
    while (done < kCommits) {
      const auto row = store->row({"a"});
      const std::int64_t length = row ? row.value().length : 0;
      if (commit_one(*store, testing::chained_commit("a", length, 1))) ++done;
    }
    ::_exit(0);
  }
  for (pid_t child : children) {
    int status = -1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  const auto history = folder.open()->history({"a"});
  ASSERT_TRUE(history);
  EXPECT_EQ(history.value().size(), 2u * kCommits);
}

TEST(Tampering, IsFoundWhenTheHistoryIsRead) {
  for (const char* act :
       {"UPDATE events SET payload = '{}' WHERE sequence = 2",
        "UPDATE events SET type = 'x' WHERE sequence = 1",
        "UPDATE events SET at = at + 1 WHERE sequence = 3",
        "UPDATE events SET version = 9 WHERE sequence = 3",
        "UPDATE events SET hash = zeroblob(32) WHERE sequence = 3",
        "UPDATE events SET hash = x'00' WHERE sequence = 1",
        "DELETE FROM events WHERE sequence = 1",
        "DELETE FROM events WHERE sequence = 2",
        "DELETE FROM events WHERE sequence = 3", "DELETE FROM events",
        "UPDATE cases SET length = 2",
        "UPDATE cases SET head = zeroblob(32)"}) {
    const StoreFolder folder;
    const auto store = folder.open();
    ASSERT_TRUE(commit_one(*store, testing::opening_commit("a", 3)));
    ASSERT_TRUE(store->history({"a"}));

    folder.execute(act);

    const auto history = store->history({"a"});
    ASSERT_FALSE(history) << act;
    EXPECT_EQ(history.error().code, ErrorCode::corrupt) << act;
  }
}

}  // namespace onething::contract
