// SPDX-License-Identifier: Apache-2.0
//
// One running case for each subject (`one_per_subject`): a lock that is held
// while a new case is looked for and stored, so that of two processes one sees
// what the other has stored.
//
// The lock is a lease of the store under a name that no case can have. Whether
// a case runs is asked of the cases themselves; nothing is kept beside them.

#pragma once

#include <optional>

#include "engine/case_state.h"
#include "onething/runner.h"
#include "onething/store.h"

namespace onething::run {

class SubjectLock {
 public:
  // Waits a moment while another process has it; conflict after that.
  static Result<SubjectLock> take(Store& store, Clock& clock,
                                  const engine::CaseState& state,
                                  std::string_view worker);
  SubjectLock(SubjectLock&& other) noexcept;
  SubjectLock& operator=(SubjectLock&&) = delete;
  ~SubjectLock();

 private:
  SubjectLock(Store& store, CaseId id, std::int64_t epoch);

  Store* store_;
  CaseId id_;
  std::int64_t epoch_;
};

// The name of the lock.
CaseId subject_lock_id(const engine::CaseState& state);

// Another case of the same workflow and subject that has not ended.
Result<std::optional<CaseId>> running_case(Store& store,
                                           const engine::CaseState& state);

}  // namespace onething::run
