// SPDX-License-Identifier: Apache-2.0

#include "run/committer.h"

#include <system_error>
#include <utility>

namespace onething::run {

Committer::~Committer() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    has_ended_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Committer::begin(Store& store, std::span<const CaseCommit> commits) {
  if (!thread_.joinable()) {
    try {
      thread_ = std::thread([this] { serve(); });
    } catch (const std::system_error&) {
      outcomes_.emplace(store.commit(commits));
      return;
    }
  }
  {
    const std::lock_guard lock(mutex_);
    store_ = &store;
    commits_ = commits;
  }
  changed_.notify_all();
}

bool Committer::is_done() {
  const std::lock_guard lock(mutex_);
  return outcomes_.has_value();
}

Committer::Outcomes Committer::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return outcomes_.has_value(); });
  Outcomes outcomes = std::move(*outcomes_);
  outcomes_.reset();
  return outcomes;
}

// Ends only when nothing is left to be stored.
void Committer::serve() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return store_ != nullptr || has_ended_; });
    if (store_ == nullptr) return;
    lock.unlock();
    Outcomes outcomes = store_->commit(commits_);
    lock.lock();
    store_ = nullptr;
    outcomes_.emplace(std::move(outcomes));
    changed_.notify_all();
  }
}

}  // namespace onething::run
