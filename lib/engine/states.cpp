// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "base/assert.h"
#include "engine/case_state.h"

namespace onething::engine {

std::string_view status_word(CaseStatus status) {
  switch (status) {
    case CaseStatus::none:
      return "none";
    case CaseStatus::received:
      return "received";
    case CaseStatus::accepted:
      return "accepted";
    case CaseStatus::processing:
      return "processing";
    case CaseStatus::correcting:
      return "correcting";
    case CaseStatus::granted:
      return "granted";
    case CaseStatus::denied:
      return "denied";
    case CaseStatus::withdrawn:
      return "withdrawn";
  }
  OT_ASSERT(false);
}

bool has_ended(CaseStatus status) {
  return status == CaseStatus::granted || status == CaseStatus::denied ||
         status == CaseStatus::withdrawn;
}

bool has_ended(std::string_view word) {
  constexpr int kLast = static_cast<int>(CaseStatus::withdrawn);
  for (int i = 0; i <= kLast; ++i) {
    const auto status = static_cast<CaseStatus>(i);
    if (status_word(status) == word) return has_ended(status);
  }
  return false;
}

bool has_come_back(RunStatus status) {
  return status == RunStatus::done || status == RunStatus::skipped ||
         status == RunStatus::refused || status == RunStatus::cancelled;
}

bool is_under_way(RunStatus status) {
  return status == RunStatus::calling || status == RunStatus::retrying ||
         status == RunStatus::with_person || status == RunStatus::with_case ||
         status == RunStatus::fallback;
}

bool is_open(RunStatus status) {
  return is_under_way(status) || status == RunStatus::timed ||
         status == RunStatus::expecting;
}

bool is_ending(const CaseState& state) {
  return state.withdrawal_requested || state.refused;
}

bool StepState::is_settled() const {
  if (skipped) return true;
  if (runs.empty()) return expanded;
  return std::all_of(runs.begin(), runs.end(), [](const RunState& run) {
    return run.joined || has_come_back(run.status);
  });
}

namespace {

template <typename Steps>
auto* find_in(Steps& steps, std::string_view id) {
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [&](const auto& s) { return s.id == id; });
  return found == steps.end() ? nullptr : &*found;
}

}  // namespace

const StepState* CaseState::find_step(std::string_view step) const {
  return find_in(step_states, step);
}

StepState* CaseState::find_step(std::string_view step) {
  return find_in(step_states, step);
}

const TaskState* CaseState::find_task(std::string_view task) const {
  return find_in(tasks, task);
}

}  // namespace onething::engine
