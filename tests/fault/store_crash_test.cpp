// SPDX-License-Identifier: Apache-2.0
//
// A process that commits as fast as it can is killed at arbitrary moments;
// everything it was told to be stored must be there afterwards.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <random>

#include "onething/store.h"
#include "support/store_folder.h"
#include "support/store_rows.h"

namespace onething {

namespace {

using testing::StoreFolder;

// Extends two cases in each commit and tells the length that was acknowledged.
[[noreturn]] void commit_for_ever(const StoreFolder& folder, int out) {
  const auto store = folder.open();
  const auto row = store->row({"a"});
  std::int64_t length = row ? row.value().length : 0;
  CaseCommit batch[] = {testing::opening_commit("a", 2),
                        testing::opening_commit("b", 2)};
  for (CaseCommit& commit : batch) {
    commit.epoch = store->claim(commit.row.id, "w").value();
    commit.tasks = {
        testing::task_of(commit.row.id.text, "task of " + commit.row.id.text)};
  }
  for (;;) {
    for (CaseCommit& commit : batch) {
      commit.expected_length = length;
      for (TaskRow& task : commit.tasks) task.version = length + 2;
    }
    const auto outcome = store->commit(batch);
    if (!outcome || !outcome.value().at(0) || !outcome.value().at(1))
      ::_exit(1);
    length += 2;
    if (::write(out, &length, sizeof length) != sizeof length) ::_exit(2);
  }
}

// Waits for the first acknowledgement, then `microseconds`, then kills. Returns
// the last length that was acknowledged.
std::int64_t run_and_kill(const StoreFolder& folder, long microseconds) {
  int pipes[2];
  if (::pipe(pipes) != 0) return -1;
  const pid_t child = ::fork();
  if (child == 0) commit_for_ever(folder, pipes[1]);
  ::close(pipes[1]);
  std::int64_t last = -1;
  std::int64_t length = 0;
  if (::read(pipes[0], &length, sizeof length) == sizeof length) last = length;
  const timespec pause{0, microseconds * 1'000};
  ::nanosleep(&pause, nullptr);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  while (::read(pipes[0], &length, sizeof length) == sizeof length)
    last = length;
  ::close(pipes[0]);
  return last;
}

TEST(StoreThatIsKilled, HasEverythingItAcknowledged) {
  const StoreFolder folder;
  std::mt19937 random(20260302);
  for (int round = 0; round < 20; ++round) {
    const auto pause = static_cast<long>(random() % 30'000);

    const std::int64_t acknowledged = run_and_kill(folder, pause);

    ASSERT_GT(acknowledged, 0) << round;
    const auto store = folder.open();
    const auto length = store->row({"a"}).value().length;
    EXPECT_GE(length, acknowledged) << round;
    EXPECT_LE(length, acknowledged + 2) << round;
    for (const char* id : {"a", "b"}) {
      const auto history = store->history({id});
      ASSERT_TRUE(history) << round;
      EXPECT_EQ(static_cast<std::int64_t>(history.value().size()), length);
      const auto task = store->task(std::string("task of ") + id);
      EXPECT_EQ(task.value().version, length);
    }
    ASSERT_EQ(folder.ask("PRAGMA integrity_check"), "ok") << round;
  }
}

}  // namespace

}  // namespace onething
