// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/clocks/clocks.h"
#include "engine/codec/stored_message.h"
#include "engine/handlers.h"
#include "engine/life/undo.h"
#include "engine/people/case_tasks.h"
#include "engine/people/tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

bool has_call_under_way(const CaseState& state) {
  for (const StepState& step : state.step_states)
    for (const RunState& run : step.runs)
      if (is_with_department(run.status) || run.status == RunStatus::with_case)
        return true;
  return false;
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

// As EndingOrdered says.
void end_as_ordered(Draft& draft) {
  const CaseState& state = draft.state();
  if (state.ending == "lapsed") return draft.emit(CaseLapsed{state.reason});
  if (state.ending == "terminated")
    return draft.emit(CaseTerminated{state.reason, state.basis});
  draft.emit(CaseDenied{"", state.reason, state.basis, {}, days_used(draft)});
}

}  // namespace

void close_open_tasks(Draft& draft, const std::string& how) {
  std::vector<std::string> open;
  for (const TaskState& task : draft.state().tasks)
    if (task.open && !is_undo(task.run.step)) open.push_back(task.id);
  for (const std::string& task : open) close_task(draft, task, how, "");
}

void come_to_an_end(Draft& draft) {
  close_open_tasks(draft, "cancelled");
  const CaseState& state = draft.state();
  if (has_call_under_way(state) || !take_back(draft)) return;
  if (!state.ending.empty()) return end_as_ordered(draft);
  if (state.termination_requested)
    return draft.emit(CaseTerminated{state.reason, state.basis});
  if (state.withdrawal_requested)
    return draft.emit(CaseWithdrawn{state.reason});
  draft.emit(CaseDenied{state.denied_by, state.reason, state.basis,
                        state.remedies, days_used(draft)});
}

void grant_when_settled(Draft& draft) {
  // With states of its own a case is granted by the state it comes to.
  if (!draft.definition().states.empty()) return;
  const auto& plans = draft.definition().plans;
  const bool settled =
      std::all_of(plans.begin(), plans.end(), [&](const StepPlan& plan) {
        return is_out_of_the_way(draft, plan) && !draft.step(plan).recheck;
      });
  if (settled) grant(draft);
}

void grant(Draft& draft) {
  let_go_of_the_rest(draft);
  close_open_tasks(draft, "cancelled");
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
  const Workflow& workflow = *draft.definition().workflow;
  if (!workflow.delivery) return;
  if (workflow.clocks.delivery)
    start_clock(draft, "delivery", workflow.clocks.delivery->term);
  open_case_task(draft, "delivery", *workflow.delivery);
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

std::optional<Rejection> on_terminate(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<TerminateCase>(&command.what);
  if (wish.reason.empty() || wish.basis.empty())
    return Rejection{{"engine.needs_reason_and_basis", {}}, {}};
  if (is_ending(draft.state()))
    return Rejection{{"engine.case_is_ending", {}}, {}};
  draft.emit(TerminationRequested{wish.reason, wish.basis, draft.actor()});
  go_on(draft);
  return std::nullopt;
}

std::optional<Rejection> on_decline(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<DeclineCase>(&command.what);
  if (wish.reason.empty()) return Rejection{{"engine.needs_reason", {}}, {}};
  close_open_tasks(draft, "cancelled");
  draft.emit(CaseNotAccepted{wish.reason, wish.instead, draft.actor()});
  return std::nullopt;
}

std::optional<Rejection> on_deliver(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<DeliverCase>(&command.what);
  if (wish.how.empty()) return Rejection{{"engine.needs_how", {}}, {}};
  close_open_tasks(draft, "cancelled");
  draft.emit(CaseDelivered{wish.how, wish.to, draft.actor()});
  return std::nullopt;
}

// 行政许可法 art. 69; a decision against somebody states reason, basis and
// remedies (art. 38).
std::optional<Rejection> on_revoke(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<RevokeCase>(&command.what);
  if (wish.reason.empty() || wish.basis.empty() || wish.remedies.empty())
    return Rejection{{"engine.refusal_needs_reason", {}}, {}};
  close_open_tasks(draft, "cancelled");
  draft.emit(
      CaseRevoked{wish.reason, wish.basis, wish.remedies, draft.actor()});
  return std::nullopt;
}

// An answer after the end has nothing to change; that it came is in the log of
// whoever called.
std::optional<Rejection> on_late(Draft&, const Command&) {
  return std::nullopt;
}

}  // namespace onething::engine
