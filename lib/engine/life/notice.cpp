// SPDX-License-Identifier: Apache-2.0
//
// 一次性告知: one notice of everything that is missing or wrong, and what it
// takes to give another.

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "engine/clocks/clocks.h"
#include "engine/people/case_tasks.h"
#include "engine/people/tasks.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

struct Notice {
  std::vector<CaseDefect> defects;  // Of all returned runs.
  std::vector<RunName> fresh;       // Not yet told to the applicant.
  bool must_wait = false;           // Something else may still be returned.
};

bool may_still_return(RunStatus status) {
  return is_with_department(status) || status == RunStatus::retrying ||
         status == RunStatus::with_person;
}

Notice gather(const CaseState& state) {
  Notice notice;
  for (const StepState& step : state.step_states) {
    for (std::size_t i = 0; i < step.runs.size(); ++i) {
      const RunState& run = step.runs[i];
      notice.must_wait =
          notice.must_wait || (!run.joined && may_still_return(run.status));
      if (run.status != RunStatus::returned || step.recheck) continue;
      notice.defects.insert(notice.defects.end(), run.defects.begin(),
                            run.defects.end());
      if (!run.noticed)
        notice.fresh.push_back({step.id, static_cast<std::int64_t>(i)});
    }
  }
  return notice;
}

bool has_returned_run(const StepState& step) {
  return std::any_of(step.runs.begin(), step.runs.end(), [](const auto& run) {
    return run.status == RunStatus::returned;
  });
}

}  // namespace

void request_correction(Draft& draft) {
  Notice notice = gather(draft.state());
  if (notice.must_wait || notice.fresh.empty()) return;
  const std::int64_t given = draft.state().corrections;
  if (given >= limits::corrections_max) {
    for (const RunName& run : notice.fresh)
      fail_run(draft, *draft.find_plan(run.step), run,
               {"engine.too_many_corrections",
                {{"max", std::to_string(limits::corrections_max)}}});
    return;
  }
  // What comes up while the applicant corrects anyway joins the open notice.
  const bool is_open = draft.state().status == CaseStatus::correcting;
  if (given == 0 || is_open) return give_notice(draft, notice.defects);
  if (!has_open_task(draft.state(), "notice"))
    open_case_task(draft, "notice", {});
}

void give_notice(Draft& draft, std::vector<CaseDefect> defects) {
  draft.emit(CorrectionRequested{std::move(defects)});
  const Clocks& clocks = draft.definition().workflow->clocks;
  const ClockState* running = draft.state().find_clock("supplement");
  if (clocks.supplement && (running == nullptr || !running->running))
    start_clock(draft, "supplement", clocks.supplement->term);
}

std::vector<CaseDefect> returned_defects(const CaseState& state) {
  return gather(state).defects;
}

void review_again(Draft& draft) {
  std::vector<const StepPlan*> returned;
  for (const StepPlan& plan : draft.definition().plans)
    if (has_returned_run(draft.step(plan))) returned.push_back(&plan);
  for (const StepPlan* plan : returned)
    draft.emit(StepReset{plan->id, draft.step(*plan).generation + 1, {}});
}

}  // namespace onething::engine
