// SPDX-License-Identifier: Apache-2.0

#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace onething {

namespace {

// Starting a thread costs about as much as one small file.
constexpr std::size_t least_per_thread = 4;

class Threads {
 public:
  ~Threads() {
    for (std::thread& thread : threads_) thread.join();
  }

  // A thread that cannot be had is done without: the others do its work.
  void start(const std::function<void()>& work) {
    try {
      threads_.emplace_back(work);
    } catch (const std::system_error&) {
      return;
    }
  }

 private:
  std::vector<std::thread> threads_;
};

}  // namespace

void for_each_index(std::size_t count, unsigned jobs,
                    const std::function<void(std::size_t)>& work) {
  if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t wanted =
      std::min<std::size_t>(jobs, count / least_per_thread);
  std::atomic<std::size_t> next = 0;
  const std::function<void()> take_turns = [&next, &work, count] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  Threads threads;
  for (std::size_t i = 1; i < wanted; ++i) threads.start(take_turns);
  take_turns();
}

}  // namespace onething
