// SPDX-License-Identifier: Apache-2.0

#include "onething/workers.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace onething {

namespace {

// Waking a thread costs about as much as one small file.
constexpr std::size_t least_per_thread = 4;

}  // namespace

class Workers::Crew {
 public:
  explicit Crew(unsigned jobs)
      : jobs_(jobs != 0 ? jobs
                        : std::max(1U, std::thread::hardware_concurrency())) {}

  ~Crew() {
    {
      const std::lock_guard lock(mutex_);
      has_ended_ = true;
    }
    begins_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void run(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    const std::function<void()> take_turns = [&next, &work, count] {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    const std::size_t wanted =
        std::min<std::size_t>(jobs_, count / least_per_thread);
    if (wanted > 1) call(wanted - 1, take_turns);
    take_turns();
    if (wanted > 1) wait();
  }

 private:
  void call(std::size_t others, const std::function<void()>& task) {
    while (threads_.size() < others && start()) continue;
    {
      const std::lock_guard lock(mutex_);
      task_ = &task;
      ++round_;
      busy_ = threads_.size();
    }
    begins_.notify_all();
  }

  // False for a thread that cannot be had: the others do its work.
  bool start() {
    try {
      threads_.emplace_back([this, seen = round_] { serve(seen); });
      return true;
    } catch (const std::system_error&) {
      return false;
    }
  }

  void wait() {
    std::unique_lock lock(mutex_);
    ends_.wait(lock, [this] { return busy_ == 0; });
    task_ = nullptr;
  }

  // `seen` is the last round that this thread need not take part in.
  void serve(std::uint64_t seen) {
    std::unique_lock lock(mutex_);
    while (true) {
      begins_.wait(lock, [&] { return has_ended_ || round_ != seen; });
      if (has_ended_) return;
      seen = round_;
      const std::function<void()>& task = *task_;
      lock.unlock();
      task();
      lock.lock();
      if (--busy_ == 0) ends_.notify_one();
    }
  }

  std::size_t jobs_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable begins_;
  std::condition_variable ends_;
  const std::function<void()>* task_ = nullptr;
  std::uint64_t round_ = 0;
  std::size_t busy_ = 0;  // Threads that have not finished this round.
  bool has_ended_ = false;
};

Workers::Workers(unsigned jobs) : crew_(std::make_unique<Crew>(jobs)) {}
Workers::~Workers() = default;

void Workers::for_each_index(std::size_t count,
                             const std::function<void(std::size_t)>& work) {
  crew_->run(count, work);
}

}  // namespace onething
