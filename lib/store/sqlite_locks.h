// SPDX-License-Identifier: Apache-2.0
//
// The two locks beside a database, both flock(2), so that the kernel gives them
// back when a process ends, however it ends:
//   PATH-lock      held by whoever commits or checkpoints;
//   PATH-workers/  one file for each Store that claims cases, locked while it
//                  lives.
// Neither is needed to read.

#pragma once

#include <string>

#include "onething/result.h"
#include "store/descriptor.h"

namespace onething::store {

// SQLite before 3.51.3 can corrupt a WAL when one connection commits while
// another checkpoints. There is one writer at a time anyway, so one exclusive
// lock around both costs nothing, and no writer can starve the checkpoint.
// Newer libraries take it too: an older one may have the same database open.
class WriterLock {
 public:
  static Result<WriterLock> open(const std::string& database);

  // unavailable when another process holds it for longer than busy_timeout.
  Status acquire();
  bool try_acquire();
  void release();
  bool held() const { return held_; }

 private:
  std::string database_;
  Descriptor file_;
  bool held_ = false;
};

// Tells living workers from dead ones. A worker's name is drawn, never used
// again, and unknown to others until it stands in a lease.
class WorkerLock {
 public:
  explicit WorkerLock(const std::string& database)
      : folder_(database + "-workers") {}
  WorkerLock(const WorkerLock&) = delete;
  WorkerLock& operator=(const WorkerLock&) = delete;
  ~WorkerLock();

  // Makes and locks the file at the first call; call it inside a write
  // transaction, so that nobody sees the file before it is locked. Removes
  // files that dead workers left.
  Status enlist();
  const std::string& name() const { return name_; }
  bool is_alive(const std::string& name) const;

 private:
  std::string path_of(const std::string& name) const;
  void sweep() const;

  std::string folder_;
  std::string name_;
  Descriptor file_;
};

}  // namespace onething::store
