// SPDX-License-Identifier: Apache-2.0
//
// The power goes at thousands of moments of a run: whatever had been
// acknowledged is there afterwards, and what is there is whole.

#include <gtest/gtest.h>

#include "support/power_cut_vfs.h"
#include "support/store_folder.h"
#include "support/store_rows.h"

// In place of the C library's, for this program: tells when the names of a
// folder have reached the disk, which SQLite does not, and when a database has
// that was just made and has no name yet.
extern "C" int fsync(int file) {
  using onething::testing::PowerCutVfs;
  std::array<char, 4096> name{};
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const bool is_named =
      ::readlink(link.c_str(), name.data(), name.size() - 1) > 0;
  struct stat about {};
  const int result = static_cast<int>(::syscall(SYS_fsync, file));
  if (result != 0 || ::fstat(file, &about) != 0) return result;
  if (S_ISDIR(about.st_mode))
    PowerCutVfs::instance().note_synced_names();
  else if (is_named &&
           std::string_view(name.data()).find(".new-") != std::string::npos)
    PowerCutVfs::instance().note_synced_database();
  return result;
}

namespace onething {

namespace {

using testing::PowerCutVfs;
using testing::StoreFolder;
using Disk = PowerCutVfs::Disk;

struct Acknowledged {
  std::size_t moment = 0;
  std::string id;
  std::int64_t length = 0;
};

class PowerCut : public ::testing::Test {
 protected:
  // Several lives of a program on one store: some end with a checkpoint, some
  // claim cases, and commits are of one case or of several.
  void run() {
    PowerCutVfs::instance().record();
    std::mt19937 random(1);  // NOLINT: the same run each time.
    for (int life = 0; life < 4; ++life) {
      const auto store = folder.open();
      for (int i = 0; i < 9; ++i) {
        std::vector<CaseCommit> commits;
        const std::size_t count = 1 + random() % 3;
        for (std::size_t k = 0; k < count; ++k)
          commits.push_back(next_of("case" + std::to_string(k), random));
        const auto epoch =
            i % 3 == 0 ? store->claim({"case0"}, "w").value() : 0;
        commits.front().epoch = epoch;
        ASSERT_TRUE(store->commit(commits).value().front());
        for (const CaseCommit& commit : commits)
          acknowledged.push_back({PowerCutVfs::instance().moment(),
                                  commit.row.id.text,
                                  lengths[commit.row.id.text]});
        if (epoch != 0) {
          ASSERT_TRUE(store->release({"case0"}, epoch));
        }
      }
    }
    PowerCutVfs::instance().stop();
  }

  CaseCommit next_of(const std::string& id, std::mt19937& random) {
    CaseCommit commit = testing::chained_commit(
        id, lengths[id], static_cast<int>(1 + random() % 3));
    for (Record& record : commit.records)
      record.payload = std::string(10 + random() % 3'000, 'p');
    lengths[id] += std::ssize(commit.records);
    return commit;
  }

  // What a cut at `moment` took that had been acknowledged; nothing when all of
  // it is there and whole.
  std::string lost(std::size_t moment, Disk disk, std::mt19937& random) {
    const StoreFolder left;
    PowerCutVfs::instance().leave(moment, disk, random, left.database());
    const auto store = left.try_open();
    std::map<std::string, std::int64_t> wanted;
    for (const Acknowledged& each : acknowledged)
      if (each.moment <= moment) wanted[each.id] = each.length;
    if (!store)
      return wanted.empty() ? "" : render(store.error().message, Language::en);
    for (const auto& [id, length] : wanted) {
      const auto history = store.value()->history({id});
      if (!history) return render(history.error().message, Language::en);
      if (std::ssize(history.value()) < length)
        return id + " has " + std::to_string(history.value().size()) + " of " +
               std::to_string(length);
    }
    return "";
  }

  StoreFolder folder;
  std::map<std::string, std::int64_t> lengths;
  std::vector<Acknowledged> acknowledged;
};

TEST_F(PowerCut, TakesNothingThatWasAcknowledged) {
  run();
  std::mt19937 random(2);  // NOLINT: the same moments each time.
  const std::size_t moments = PowerCutVfs::instance().moment();
  EXPECT_GT(moments, 500U);
  for (int cut = 0; cut < 1'500; ++cut) {
    const std::size_t moment = random() % (moments + 1);
    const std::string taken = lost(moment, Disk::honest, random);
    ASSERT_EQ(taken, "") << "after " << moment << " of " << moments;
  }
}

// The same cuts on a disk that only says that it synchronises: if nothing were
// lost there, the test above would prove nothing.
TEST_F(PowerCut, TakesSomethingFromADiskThatLies) {
  run();
  std::mt19937 random(3);  // NOLINT: the same moments each time.
  const std::size_t moments = PowerCutVfs::instance().moment();
  int losses = 0;
  for (std::size_t moment = 0; moment <= moments; moment += 7)
    losses += lost(moment, Disk::lying, random).empty() ? 0 : 1;
  EXPECT_GT(losses, 10);
}

}  // namespace

}  // namespace onething
