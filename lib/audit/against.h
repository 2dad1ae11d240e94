// SPDX-License-Identifier: Apache-2.0
//
// Holds the cases of a store, one by one, against what checkpoints say of them.
// Knows neither where the cases come from nor who asks.

#pragma once

#include <string>
#include <vector>

#include "audit/checkpoint_file.h"
#include "onething/audit.h"

namespace onething::audit {

class AgainstCheckpoints {
 public:
  // In any order; what is wrong with them among themselves comes with finish().
  void add(CheckpointFile file);

  void look_at(const StoredCase& stored);
  // After the last case: what is missing, and how the checkpoints follow.
  void finish(const ReadThrough& read);

  const std::vector<AuditFault>& faults() const { return faults_; }
  // Sorted by number.
  const std::vector<CheckpointFile>& files() const { return files_; }

 private:
  void check_files();
  void compare(const StoredCase& stored, std::size_t file);

  std::vector<CheckpointFile> files_;
  std::vector<std::vector<bool>> seen_;  // For each file, its heads.
  std::vector<AuditFault> faults_;
};

}  // namespace onething::audit
