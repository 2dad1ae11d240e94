// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

bool has_all_it_needs(const Draft& draft, const StepPlan& plan) {
  return std::all_of(plan.waits_for.begin(), plan.waits_for.end(),
                     [&](std::size_t index) {
                       const StepPlan& other = draft.definition().plans[index];
                       // What does not act where the case is now is not looked
                       // at again there.
                       const bool is_rechecked =
                           draft.step(other).recheck && acts_here(draft, other);
                       return is_out_of_the_way(draft, other) && !is_rechecked;
                     });
}

bool is_untouched(const StepState& step) {
  return !step.skipped && !step.expanded && step.runs.empty();
}

// Its condition held, and the next repetition has not begun.
bool has_repetition_due(const StepPlan& plan, const StepState& step) {
  return plan.repeat && !step.runs.empty() && !step.recheck &&
         step.runs.back().status == RunStatus::waiting;
}

bool is_under_way_in_a_run(const StepState& step) {
  return std::any_of(step.runs.begin(), step.runs.end(),
                     [](const RunState& run) {
                       return is_under_way(run.status) && !run.joined;
                     });
}

// A step that others made needless is looked at after those others: they may
// have to act anew, and then it is needed again.
bool waits_for_its_group(const Draft& draft, const StepPlan& plan) {
  if (plan.group == unresolved) return false;
  const auto was_needless = [](const StepState& step) {
    return step.joined ||
           std::any_of(
               step.runs.begin(), step.runs.end(), [](const RunState& run) {
                 return run.joined || run.status == RunStatus::cancelled;
               });
  };
  if (!was_needless(draft.step(plan))) return false;
  const auto& members = draft.definition().groups[plan.group].members;
  return std::any_of(members.begin(), members.end(), [&](std::size_t index) {
    const StepState& other = draft.step(draft.definition().plans[index]);
    return other.recheck && !was_needless(other);
  });
}

bool can_move(const Draft& draft, const StepPlan& plan) {
  if (!acts_here(draft, plan)) return false;
  const StepState& step = draft.step(plan);
  if (plan.step->ad_hoc && !step.called) return false;
  const bool is_due = is_untouched(step) || has_repetition_due(plan, step) ||
                      (step.recheck && !is_under_way_in_a_run(step) &&
                       !waits_for_its_group(draft, plan));
  return is_due && has_all_it_needs(draft, plan);
}

bool can_any_move(const Draft& draft) {
  const auto& plans = draft.definition().plans;
  return std::any_of(plans.begin(), plans.end(), [&](const StepPlan& plan) {
    return can_move(draft, plan);
  });
}

// Whether anything moved. Every step moves at most once for each supplement,
// which bounds the loop around it.
bool move_once(Draft& draft) {
  bool moved = false;
  for (const StepPlan& plan : draft.definition().plans) {
    if (!can_move(draft, plan)) continue;
    if (is_untouched(draft.step(plan)))
      start_step(draft, plan);
    else if (has_repetition_due(plan, draft.step(plan)))
      start_repetition(draft, plan);
    else
      recheck_step(draft, plan);
    moved = true;
  }
  return moved;
}

}  // namespace

void go_on(Draft& draft) {
  const CaseStatus status = draft.state().status;
  if (has_ended(status)) return;
  if (is_ending(draft.state())) return come_to_an_end(draft);
  // Before acceptance nothing acts, while suspended nothing new does.
  if (!draft.state().accepted_at || status == CaseStatus::suspended) return;
  while (join_what_suffices(draft)) {
  }
  // What may not start now is not forgotten: the next AdvanceCase finds it.
  if (!draft.may_start() && can_any_move(draft)) return;
  // A state that is left opens the steps of the next one; no case passes more
  // states at once than there are, so that no circle of them turns for ever.
  std::size_t moves = draft.definition().states.size();
  do {
    while (move_once(draft) || join_what_suffices(draft)) {
    }
    // A state may end the case: then nothing of it begins any more.
  } while (moves-- > 0 && move_state(draft) && !is_ending(draft.state()) &&
           !has_ended(draft.state().status));
  if (has_ended(draft.state().status)) return;
  if (is_ending(draft.state())) return come_to_an_end(draft);
  // Decisions on the case wait for the end of a special procedure.
  if (status == CaseStatus::special) return;
  request_correction(draft);
  grant_when_settled(draft);
}

}  // namespace onething::engine
