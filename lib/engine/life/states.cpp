// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "base/assert.h"
#include "engine/case_state.h"

namespace onething::engine {

std::string_view status_word(CaseStatus status) {
  switch (status) {
#define ONETHING_STATUS(name, word, code, ended) \
  case CaseStatus::name:                         \
    return word;
#include "engine/lifecycle.def"
  }
  OT_ASSERT(false);
}

bool has_ended(CaseStatus status) {
  switch (status) {
#define ONETHING_STATUS(name, word, code, ended) \
  case CaseStatus::name:                         \
    return ended;
#include "engine/lifecycle.def"
  }
  OT_ASSERT(false);
}

// Two words of ours have two codes each: 撤件 before acceptance and 撤回 after,
// and 容缺通过 while something is still to follow.
std::string_view national_code(const CaseState& state) {
  if (state.status == CaseStatus::withdrawn && !state.accepted_at) return "2";
  if (state.status == CaseStatus::granted && !state.tolerated.empty())
    return "12";
  switch (state.status) {
#define ONETHING_STATUS(name, word, code, ended) \
  case CaseStatus::name:                         \
    return code;
#include "engine/lifecycle.def"
  }
  OT_ASSERT(false);
}

bool has_ended(std::string_view word) {
  constexpr int kLast = static_cast<int>(CaseStatus::revoked);
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

bool is_with_department(RunStatus status) {
  return status == RunStatus::calling || status == RunStatus::pending ||
         status == RunStatus::querying;
}

bool is_under_way(RunStatus status) {
  return is_with_department(status) || status == RunStatus::retrying ||
         status == RunStatus::with_person || status == RunStatus::with_case ||
         status == RunStatus::fallback;
}

bool is_open(RunStatus status) {
  return is_under_way(status) || status == RunStatus::timed ||
         status == RunStatus::expecting;
}

bool is_ending(const CaseState& state) {
  return state.withdrawal_requested || state.termination_requested ||
         state.refused || !state.ending.empty();
}

namespace {

constexpr std::string_view kUndoPrefix = "undo.";

}  // namespace

std::string request_of(const RunState& run) {
  return run.request.empty() ? to_json(run.input) : run.request;
}

std::string query_key(std::string_view key) {
  return std::string(key) + ".query";
}

Instant overdue_from(Date day) { return start_of(Date{day.days + 1}); }

std::string undo_step(std::string_view step) {
  return std::string(kUndoPrefix) + std::string(step);
}

bool is_undo(std::string_view step) { return step.starts_with(kUndoPrefix); }

bool StepState::is_settled() const {
  if (skipped) return true;
  if (runs.empty()) return expanded;
  return std::all_of(runs.begin(), runs.end(), [](const RunState& run) {
    return run.joined || has_come_back(run.status);
  });
}

bool ClockState::stands_still_in(const ClockPause& pause) const {
  if (id.starts_with("state:")) return pause.why != "state";
  return id == "promise" || id.starts_with("task:");
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

// A clock that was started again is the last of its name.
const ClockState* CaseState::find_clock(std::string_view clock) const {
  const auto found = std::find_if(clocks.rbegin(), clocks.rend(),
                                  [&](const auto& c) { return c.id == clock; });
  return found == clocks.rend() ? nullptr : &*found;
}

}  // namespace onething::engine
