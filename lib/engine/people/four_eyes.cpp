// SPDX-License-Identifier: Apache-2.0

#include "engine/people/four_eyes.h"

#include <algorithm>

namespace onething::engine {

namespace {

bool excludes(const Step& step, const std::string& other) {
  return std::any_of(step.not_by.begin(), step.not_by.end(),
                     [&](const Spelled& each) { return each.text == other; });
}

}  // namespace

std::optional<Rejection> refuse_second_hand(const Draft& draft,
                                            const TaskState& task,
                                            const std::string& person) {
  const StepPlan* own = draft.find_plan(task.run.step);
  if (own == nullptr || own->is_prefill || own->is_undo || person.empty())
    return std::nullopt;
  for (const StepPlan& other : draft.definition().plans) {
    if (other.is_prefill || &other == own) continue;
    // It holds both ways, whichever of the two comes first.
    if (!excludes(*own->step, other.id) && !excludes(*other.step, own->id))
      continue;
    const StepState* done = draft.state().find_step(other.id);
    if (done == nullptr || std::find(done->hands.begin(), done->hands.end(),
                                     person) == done->hands.end())
      continue;
    return Rejection{
        {"engine.same_hand",
         {{"person", person}, {"step", own->id}, {"other", other.id}}},
        {}};
  }
  return std::nullopt;
}

}  // namespace onething::engine
