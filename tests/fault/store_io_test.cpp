// SPDX-License-Identifier: Apache-2.0
//
// What the SQLite store says, and what is stored, when the disk fails or is
// full.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "onething/store.h"
#include "support/failing_vfs.h"
#include "support/store_folder.h"
#include "support/store_rows.h"

namespace onething {

namespace {

using testing::FailingVfs;
using testing::StoreFolder;
using Fault = FailingVfs::Fault;

class StoreOnAFailingDisk : public ::testing::Test {
 protected:
  StoreOnAFailingDisk() {
    FailingVfs::instance();
    store = folder.open();
    const CaseCommit first = testing::opening_commit("a", 1);
    EXPECT_TRUE(store->commit({&first, 1}));
  }
  ~StoreOnAFailingDisk() override { FailingVfs::instance().heal(); }

  Result<std::vector<Status>> append(std::int64_t length) {
    const CaseCommit next = testing::chained_commit("a", length, 1);
    return store->commit({&next, 1});
  }

  StoreFolder folder;
  std::unique_ptr<Store> store;
};

TEST_F(StoreOnAFailingDisk, SaysUnavailableWhenItIsFullAndStoresNothing) {
  // At the first write, at the second, and so on, until there are no more.
  int failures = 0;
  for (;; ++failures) {
    FailingVfs::instance().fail(Fault::write_full, failures);
    const auto outcome = append(1);
    FailingVfs::instance().heal();
    if (outcome) break;
    EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
    EXPECT_EQ(outcome.error().message.key, "store.disk_full");
    EXPECT_EQ(store->history({"a"}).value().size(), 1u);
  }
  EXPECT_GE(failures, 4);
  EXPECT_EQ(folder.open()->history({"a"}).value().size(), 2u);
}

TEST_F(StoreOnAFailingDisk, SaysUnknownWhenCommitCannotBeSynchronised) {
  FailingVfs::instance().fail(Fault::sync_error);
  const auto outcome = append(1);
  FailingVfs::instance().heal();

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::unknown);

  // The caller reads the truth, whatever it is, and goes on from there.
  const auto history = store->history({"a"});
  ASSERT_TRUE(history);
  const auto length = static_cast<std::int64_t>(history.value().size());
  EXPECT_TRUE(length == 1 || length == 2);
  EXPECT_TRUE(append(length).value().at(0));
}

TEST_F(StoreOnAFailingDisk, SaysUnknownWhenCommitMeetsAnIoError) {
  FailingVfs::instance().fail(Fault::write_error, 1);
  const auto outcome = append(1);
  FailingVfs::instance().heal();

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::unknown);
  EXPECT_TRUE(append(store->row({"a"}).value().length).value().at(0));
  EXPECT_EQ(folder.ask("PRAGMA integrity_check"), "ok");
}

TEST_F(StoreOnAFailingDisk, KeepsAnsweringWhileItStaysBroken) {
  FailingVfs::instance().fail(Fault::sync_error);
  EXPECT_FALSE(append(1));
  const auto row = store->row({"a"});
  if (row) {
    EXPECT_FALSE(append(row.value().length));
  }
  FailingVfs::instance().heal();
  EXPECT_TRUE(store->row({"a"}));
}

TEST_F(StoreOnAFailingDisk, DoesNotNeedTheDiskToGiveALease) {
  FailingVfs::instance().fail(Fault::sync_error);
  EXPECT_EQ(store->claim({"a"}, "w").value(), 1);
  CaseCommit next = testing::chained_commit("a", 1, 1);
  next.epoch = 1;
  EXPECT_EQ(store->commit({&next, 1}).error().code, ErrorCode::unknown);
}

// With the true system calls: what RLIMIT_FSIZE refuses, SQLite calls an I/O
// error, but it is a full disk.
TEST(StoreOnAFullDisk, KeepsWhatItAcknowledgedAndNothingElse) {
  const StoreFolder folder;
  { folder.open(); }
  int acknowledged[2];
  ASSERT_EQ(::pipe(acknowledged), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{300'000, 300'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto store = folder.open();
    for (std::int64_t length = 0; length < 1'000; ++length) {
      const CaseCommit next = testing::chained_commit("a", length, 1);
      const auto outcome = store->commit({&next, 1});
      if (!outcome) {
        const bool right = outcome.error().code == ErrorCode::unavailable &&
                           outcome.error().message.key == "store.disk_full" &&
                           store->row({"a"}).value().length == length;
        ::_exit(right ? 0 : 1);
      }
      if (::write(acknowledged[1], "x", 1) != 1) ::_exit(2);
    }
    ::_exit(3);
  }
  ::close(acknowledged[1]);
  std::size_t count = 0;
  for (char byte = 0; ::read(acknowledged[0], &byte, 1) == 1;) ++count;
  int status = -1;
  ::waitpid(child, &status, 0);
  ::close(acknowledged[0]);

  EXPECT_EQ(status, 0);
  EXPECT_GT(count, 0u);
  EXPECT_EQ(folder.open()->history({"a"}).value().size(), count);
  EXPECT_EQ(folder.ask("PRAGMA integrity_check"), "ok");
}

}  // namespace

}  // namespace onething
