// SPDX-License-Identifier: Apache-2.0
//
// Steps that are done more than once: while a condition holds, and when a
// person calls for them.

#include <string>
#include <utility>

#include "engine/handlers.h"
#include "engine/people/tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"

namespace onething::engine {

bool is_out_of_the_way(const Draft& draft, const StepPlan& plan) {
  const StepState& step = draft.step(plan);
  return step.is_settled() || (plan.step->ad_hoc && !step.called);
}

void repeat_while_wanted(Draft& draft, const StepPlan& plan,
                         const RunName& run) {
  if (!plan.repeat || is_ending(draft.state())) return;
  const auto wanted = is_repeated(draft, plan);
  if (const auto* problem = std::get_if<Message>(&wanted))
    return fail_run(draft, plan, run, *problem);
  if (!*std::get_if<bool>(&wanted)) return;
  if (run.iteration + 1 < plan.step->repeats_max)
    return draft.emit(StepRepeated{plan.id, run.iteration + 1});
  fail_run(draft, plan, run,
           {"engine.repeated_enough",
            {{"max", std::to_string(plan.step->repeats_max)}}});
}

std::optional<Rejection> on_call_for(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<CallForStep>(&command.what);
  const StepPlan* plan = draft.find_plan(wish.step);
  if (plan == nullptr)
    return Rejection{{"engine.unknown_step", {{"step", wish.step}}}, {}};
  if (!plan->step->ad_hoc)
    return Rejection{{"engine.not_ad_hoc", {{"step", wish.step}}}, {}};
  if (wish.reason.empty())
    return Rejection{{"engine.call_needs_reason", {}}, {}};
  if (is_ending(draft.state()))
    return Rejection{{"engine.ending_calls_nobody", {}}, {}};
  const StepState& step = draft.step(*plan);
  if (step.called && !step.is_settled())
    return Rejection{{"engine.already_called", {{"step", wish.step}}}, {}};
  const bool again = step.is_settled();
  const std::int64_t generation = step.generation + 1;
  draft.emit(StepCalledFor{wish.step, wish.reason, draft.actor()});
  if (again) draft.emit(StepReset{wish.step, generation, {}});
  return std::nullopt;
}

}  // namespace onething::engine
