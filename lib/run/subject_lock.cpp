// SPDX-License-Identifier: Apache-2.0

#include "run/subject_lock.h"

#include <string>
#include <utility>

namespace onething::run {

namespace {

constexpr int kTriesMax = 100;
constexpr std::int64_t kBetweenMs = 50;

}  // namespace

// A submission key has no such character.
CaseId subject_lock_id(const engine::CaseState& state) {
  return make_case_id(state.project, state.workflow, "\x01" + state.subject);
}

SubjectLock::SubjectLock(Store& store, CaseId id, std::int64_t epoch)
    : store_(&store), id_(std::move(id)), epoch_(epoch) {}

SubjectLock::SubjectLock(SubjectLock&& other) noexcept
    : store_(std::exchange(other.store_, nullptr)),
      id_(std::move(other.id_)),
      epoch_(other.epoch_) {}

SubjectLock::~SubjectLock() {
  // A lease that could not be given back ends with this process.
  if (store_ != nullptr) static_cast<void>(store_->release(id_, epoch_));
}

Result<SubjectLock> SubjectLock::take(Store& store, Clock& clock,
                                      const engine::CaseState& state,
                                      std::string_view worker) {
  const CaseId id = subject_lock_id(state);
  for (int tries = 1;; ++tries) {
    const Result<std::int64_t> epoch = store.claim(id, worker);
    if (epoch) return SubjectLock(store, id, epoch.value());
    if (epoch.error().code != ErrorCode::conflict || tries == kTriesMax)
      return epoch.error();
    clock.sleep_until(clock.now() + milliseconds(kBetweenMs));
  }
}

Result<std::optional<CaseId>> running_case(Store& store,
                                           const engine::CaseState& state) {
  CaseFilter filter;
  filter.workflow = state.workflow;
  filter.subject = state.subject;
  while (true) {
    OT_TRY(const std::vector<CaseRow> rows, store.cases(filter));
    for (const CaseRow& row : rows)
      if (row.id != state.id && !engine::has_ended(row.state))
        return std::optional<CaseId>(row.id);
    if (rows.size() < static_cast<std::size_t>(filter.limit))
      return std::optional<CaseId>();
    filter.after = rows.back().id.text;
  }
}

}  // namespace onething::run
