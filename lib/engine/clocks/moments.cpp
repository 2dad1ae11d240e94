// SPDX-License-Identifier: Apache-2.0
//
// What time itself does to runs: waits end, and what should have come back is
// late.

#include <string>
#include <utility>
#include <vector>

#include "engine/clocks/clocks.h"
#include "engine/people/tasks.h"
#include "engine/steps/steps.h"
#include "onething/id.h"

namespace onething::engine {

namespace {

bool is_over(const RunState& run, Instant now) {
  return run.status == RunStatus::timed && run.until && *run.until <= now;
}

bool has_become_late(const RunState& run, Instant now) {
  return is_open(run.status) && run.status != RunStatus::fallback &&
         !run.is_late && !run.joined && run.late_at && *run.late_at <= now;
}

// Recorded as data, and so the same words whoever reads them.
std::string late_reason(const RunState& run) {
  return render({"engine.late_reason", {{"time", to_local_text(*run.late_at)}}},
                Language::zh);
}

void take_late(Draft& draft, const StepPlan& plan, const RunName& name) {
  const std::string until = to_local_text(*draft.find_run(name)->late_at);
  switch (plan.step->on_late) {
    case OnLate::attention:
      draft.emit(StepLate{name, "attention"});
      return fail_run(draft, plan, name, {"engine.late", {{"time", until}}});
    case OnLate::skip:
      draft.emit(StepLate{name, "skip"});
      close_tasks_of(draft, name);
      return draft.emit(
          StepSkipped{name.step, name.iteration, "late", draft.actor()});
    case OnLate::refuse: {
      std::string reason = late_reason(*draft.find_run(name));
      draft.emit(StepLate{name, "refuse"});
      close_tasks_of(draft, name);
      return count_as_refusal(draft, plan, name, std::move(reason));
    }
  }
}

template <typename Wanted>
std::vector<RunName> runs_that(const Draft& draft, Wanted wanted) {
  std::vector<RunName> found;
  for (const StepState& step : draft.state().step_states)
    for (std::size_t i = 0; i < step.runs.size(); ++i)
      if (wanted(step.runs[i]))
        found.push_back({step.id, static_cast<std::int64_t>(i)});
  return found;
}

}  // namespace

void begin_wait(Draft& draft, const StepPlan& plan, const RunName& run) {
  const std::optional<Instant> until =
      end_of_term(draft, plan.step->wait->term);
  if (!until) return fail_run(draft, plan, run, {"engine.wait_unknown", {}});
  const std::int64_t generation = draft.step(plan).generation;
  draft.emit(WaitBegan{
      run, generation,
      make_step_key(draft.state().id, plan.id, run.iteration, generation),
      *until});
}

void limit_run(Draft& draft, const StepPlan& plan, const RunName& run) {
  if (!plan.step->within) return;
  if (const auto until = end_of_term(draft, plan.step->within->term))
    draft.emit(StepLimited{run, *until});
}

void settle_moments(Draft& draft) {
  if (is_ending(draft.state())) return;
  const Instant now = draft.now();
  for (const RunName& run : runs_that(
           draft, [now](const RunState& each) { return is_over(each, now); })) {
    const Instant until = *draft.find_run(run)->until;
    draft.emit(StepDone{run, Object{{"at", until}}, draft.actor()});
  }
  for (const RunName& run : runs_that(draft, [now](const RunState& each) {
         return has_become_late(each, now);
       })) {
    // The refusal of another may have ended the case meanwhile.
    if (is_ending(draft.state())) return;
    take_late(draft, *draft.find_plan(run.step), run);
  }
}

}  // namespace onething::engine
