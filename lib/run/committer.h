// SPDX-License-Identifier: Apache-2.0
//
// Another thread that stores what it is handed, while the one that decides goes
// on deciding.
//
// One thing at a time; the thread begins with the first and stays, because
// starting one costs as much as storing a few cases. Until take() nobody else
// may use the store. Use from one thread.

#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "onething/store.h"

namespace onething::run {

class Committer {
 public:
  using Outcomes = Result<std::vector<Status>>;

  Committer() = default;
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  // `commits` stay where they are until take(). Where no thread can be had they
  // are stored at once.
  void begin(Store& store, std::span<const CaseCommit> commits);
  // Whether take() would not have to wait.
  bool is_done();
  // What became of them.
  Outcomes take();

 private:
  void serve();

  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Store* store_ = nullptr;  // Not null: there is something to be stored.
  std::span<const CaseCommit> commits_;
  std::optional<Outcomes> outcomes_;
  bool has_ended_ = false;
};

}  // namespace onething::run
