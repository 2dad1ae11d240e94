// SPDX-License-Identifier: Apache-2.0
//
// Of several that act side by side, when are enough done; and what becomes of
// the rest.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/people/tasks.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

std::int64_t count_done(const StepState& step) {
  return std::count_if(
      step.runs.begin(), step.runs.end(),
      [](const RunState& run) { return run.status == RunStatus::done; });
}

// What it was there for has been done; to be skipped is not to be done.
bool is_done(const StepState& step) {
  return !step.skipped && step.is_settled() && !step.recheck &&
         count_done(step) > 0;
}

bool can_still_be_done(const StepState& step) {
  return is_done(step) || !step.is_settled() || step.recheck;
}

bool may_come(const RunState& run) {
  return run.status == RunStatus::done || !has_come_back(run.status);
}

const StepState& member(const Draft& draft, std::size_t plan) {
  return draft.step(draft.definition().plans[plan]);
}

std::int64_t done_in(const Draft& draft, const GroupPlan& group) {
  return std::count_if(
      group.members.begin(), group.members.end(),
      [&](std::size_t plan) { return is_done(member(draft, plan)); });
}

std::vector<RunName> open_runs(const Draft& draft, const std::string& id) {
  std::vector<RunName> open;
  const StepState& step = *draft.state().find_step(id);
  for (std::size_t i = 0; i < step.runs.size(); ++i)
    if (!has_come_back(step.runs[i].status))
      open.push_back({id, static_cast<std::int64_t>(i)});
  return open;
}

// Those that can still come are let be or cancelled; true when there were any.
bool join_group(Draft& draft, const GroupPlan& plan) {
  const Join& join = plan.group->join;
  if (done_in(draft, plan) < join.needed) return false;
  GroupJoined joined{plan.group->id.text, {}, {}};
  std::vector<std::string> unbegun;
  for (const std::size_t index : plan.members) {
    const StepState& step = member(draft, index);
    if (is_done(step))
      joined.done.push_back(step.id);
    else if (!step.skipped && step.runs.empty() && !step.expanded)
      unbegun.push_back(step.id);
    else if (!step.is_settled())
      joined.rest.push_back(step.id);
  }
  if (unbegun.empty() && joined.rest.empty()) return false;
  const std::vector<std::string> rest = joined.rest;
  draft.emit(std::move(joined));
  for (const std::string& step : unbegun)
    draft.emit(StepSkipped{step, {}, "joined", draft.actor()});
  if (!join.cancels_rest) return true;
  for (const std::string& step : rest)
    for (const RunName& run : open_runs(draft, step))
      cancel_run(draft, run, "joined");
  return true;
}

bool join_runs(Draft& draft, const StepPlan& plan) {
  const Join& join = plan.step->join;
  const StepState& step = draft.step(plan);
  if (join.needed == 0 || !plan.for_each || step.is_settled()) return false;
  if (count_done(step) < join.needed) return false;
  RunsJoined joined{plan.id, {}};
  const std::vector<RunName> rest = open_runs(draft, plan.id);
  for (const RunName& run : rest) joined.rest.push_back(run.iteration);
  draft.emit(std::move(joined));
  if (!join.cancels_rest) return true;
  for (const RunName& run : rest) cancel_run(draft, run, "joined");
  return true;
}

}  // namespace

bool join_what_suffices(Draft& draft) {
  bool any = false;
  for (const StepPlan& plan : draft.definition().plans)
    any = join_runs(draft, plan) || any;
  for (const GroupPlan& group : draft.definition().groups)
    any = join_group(draft, group) || any;
  return any;
}

bool ends_the_case(const Draft& draft, const StepPlan& plan,
                   const RunName& run) {
  if (plan.step->on_refused != OnRefused::end) return false;
  const StepState& step = draft.step(plan);
  std::int64_t others = 0;
  for (std::size_t i = 0; i < step.runs.size(); ++i)
    if (static_cast<std::int64_t>(i) != run.iteration && may_come(step.runs[i]))
      ++others;
  if (plan.for_each && plan.step->join.needed > 0 &&
      others >= plan.step->join.needed)
    return false;
  if (plan.group == unresolved) return true;
  const GroupPlan& group = draft.definition().groups[plan.group];
  const std::int64_t possible = std::count_if(
      group.members.begin(), group.members.end(), [&](std::size_t index) {
        return &draft.definition().plans[index] != &plan &&
               can_still_be_done(member(draft, index));
      });
  return possible < group.group->join.needed;
}

bool is_joined_out(const Draft& draft, const StepPlan& plan) {
  if (plan.group == unresolved) return false;
  const GroupPlan& group = draft.definition().groups[plan.group];
  return done_in(draft, group) >= group.group->join.needed;
}

void cancel_run(Draft& draft, const RunName& run, const std::string& reason) {
  close_tasks_of(draft, run);
  draft.emit(RunCancelled{run, reason});
}

}  // namespace onething::engine
