// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/clocks.h"
#include "engine/handlers.h"
#include "engine/inputs.h"
#include "engine/steps.h"
#include "engine/stored_message.h"
#include "engine/tasks.h"

namespace onething::engine {

namespace {

bool has_call_under_way(const CaseState& state) {
  for (const StepState& step : state.step_states)
    for (const RunState& run : step.runs)
      if (run.status == RunStatus::calling ||
          run.status == RunStatus::with_case)
        return true;
  return false;
}

void close_open_tasks(Draft& draft) {
  std::vector<std::string> open;
  for (const TaskState& task : draft.state().tasks)
    if (task.open) open.push_back(task.id);
  for (const std::string& task : open) close_task(draft, task, "cancelled", "");
}

// Those that nobody waits for any more (`rest: finish`), and the case is over.
void let_go_of_the_rest(Draft& draft) {
  std::vector<RunName> open;
  for (const StepState& step : draft.state().step_states)
    for (std::size_t i = 0; i < step.runs.size(); ++i)
      if (step.runs[i].joined && is_open(step.runs[i].status))
        open.push_back({step.id, static_cast<std::int64_t>(i)});
  for (const RunName& run : open) cancel_run(draft, run, "ended");
}

}  // namespace

// Undo services (`undo:`) will act here, in reverse order of what was done,
// between the last answer and the closing event.
void come_to_an_end(Draft& draft) {
  close_open_tasks(draft);
  const CaseState& state = draft.state();
  if (has_call_under_way(state)) return;
  if (state.withdrawal_requested)
    return draft.emit(CaseWithdrawn{state.reason});
  draft.emit(CaseDenied{state.denied_by, state.reason, state.basis,
                        state.remedies, days_used(draft)});
}

void grant_when_settled(Draft& draft) {
  const auto& plans = draft.definition().plans;
  const bool settled =
      std::all_of(plans.begin(), plans.end(), [&](const StepPlan& plan) {
        return is_out_of_the_way(draft, plan) && !draft.step(plan).recheck;
      });
  if (!settled) return;
  let_go_of_the_rest(draft);
  CaseGranted granted;
  granted.working_days = days_used(draft);
  if (const auto& outcome = draft.definition().outcome) {
    const Roots roots(draft.definition(), draft.state());
    expr::EvalResult result = outcome->evaluate(roots.bindings());
    if (auto* value = std::get_if<Value>(&result)) {
      granted.outcome = std::move(*value);
    } else {
      const Message& problem = std::get_if<expr::EvalError>(&result)->message;
      const Message why{"engine.outcome_failed", {{"problem", problem}}};
      granted.failure = why.key;
      granted.details = failure_details(why);
    }
  }
  draft.emit(std::move(granted));
}

std::optional<Rejection> on_withdraw(Draft& draft, const Command& command) {
  const auto& withdraw = *std::get_if<WithdrawCase>(&command.what);
  if (draft.state().withdrawal_requested) return std::nullopt;
  if (draft.state().refused)
    return Rejection{{"engine.already_refused", {}}, {}};
  draft.emit(WithdrawalRequested{withdraw.reason, draft.actor()});
  go_on(draft);
  return std::nullopt;
}

// An answer after the end has nothing to change; that it came is in the log of
// whoever called.
std::optional<Rejection> on_late(Draft&, const Command&) {
  return std::nullopt;
}

}  // namespace onething::engine
