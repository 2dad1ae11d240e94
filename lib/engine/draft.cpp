// SPDX-License-Identifier: Apache-2.0

#include "engine/draft.h"

#include <utility>

#include "base/assert.h"
#include "engine/evolve.h"

namespace onething::engine {

void Draft::emit(Fact fact) {
  events_.push_back({now_, std::move(fact)});
  evolve(state_, events_.back());
}

const StepState& Draft::step(const StepPlan& plan) const {
  if (plan.is_undo) {
    const StepState* ordered = state_.find_step(plan.id);
    OT_ASSERT(ordered != nullptr);
    return *ordered;
  }
  // A case's steps stand in the order of its definition.
  const auto index =
      static_cast<std::size_t>(&plan - definition_->plans.data());
  OT_ASSERT(index < state_.step_states.size());
  OT_ASSERT(state_.step_states[index].id == plan.id);
  return state_.step_states[index];
}

const RunState* Draft::find_run(const RunName& run) const {
  const StepState* step = state_.find_step(run.step);
  if (step == nullptr || run.iteration < 0) return nullptr;
  const auto index = static_cast<std::size_t>(run.iteration);
  return index < step->runs.size() ? &step->runs[index] : nullptr;
}

const StepPlan* Draft::find_plan(std::string_view step) const {
  return engine::find_plan(*definition_, step);
}

}  // namespace onething::engine
