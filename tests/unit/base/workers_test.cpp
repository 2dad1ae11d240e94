// SPDX-License-Identifier: Apache-2.0

#include "onething/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>
#include <vector>

namespace onething {
namespace {

TEST(Workers, VisitEachIndexOnceHoweverManyTheyAre) {
  for (const unsigned jobs : {0U, 1U, 2U, 7U}) {
    Workers workers(jobs);
    for (const std::size_t count : {0U, 1U, 3U, 8U, 1000U}) {
      std::vector<int> visits(count, 0);
      workers.for_each_index(count, [&](std::size_t i) { ++visits[i]; });
      EXPECT_EQ(visits, std::vector<int>(count, 1));
    }
  }
}

TEST(Workers, KeepTheirThreadsFromOnePieceOfWorkToTheNext) {
  Workers workers(3);
  std::mutex mutex;
  std::set<std::thread::id> threads;
  for (int round = 0; round < 50; ++round)
    workers.for_each_index(100, [&](std::size_t) {
      const std::lock_guard lock(mutex);
      threads.insert(std::this_thread::get_id());
    });
  EXPECT_LE(threads.size(), 3U);
}

TEST(Workers, StayOnTheThreadThatCallsForAFewThings) {
  Workers workers(8);
  const std::thread::id here = std::this_thread::get_id();
  workers.for_each_index(
      7, [&](std::size_t) { EXPECT_EQ(std::this_thread::get_id(), here); });
}

TEST(Workers, SeeWhatTheOneBeforeHasWritten) {
  Workers workers(4);
  std::vector<std::size_t> sums(64, 0);
  for (int round = 0; round < 100; ++round)
    workers.for_each_index(sums.size(), [&](std::size_t i) { sums[i] += i; });
  EXPECT_EQ(std::accumulate(sums.begin(), sums.end(), std::size_t{0}),
            std::size_t{100 * 64 * 63 / 2});
}

}  // namespace
}  // namespace onething
