// SPDX-License-Identifier: Apache-2.0

#include "engine/steps/retry.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/assert.h"
#include "base/limits.h"
#include "engine/clocks/deadlines.h"
#include "engine/codec/stored_message.h"
#include "engine/handlers.h"
#include "engine/people/tasks.h"
#include "engine/steps/queries.h"
#include "engine/steps/retry_delay.h"
#include "engine/steps/steps.h"
#include "onething/id.h"

namespace onething::engine {

namespace {

Instant next_attempt_at(const Draft& draft, const StepPlan& plan,
                        const RunState& run, const CallTrouble& trouble) {
  if (trouble.at_once) return draft.now();
  Duration delay = retry_delay(plan.retry, draft.state().seed, run.key,
                               run.attempt - run.attempts_before, run.attempt);
  if (trouble.retry_after) {
    const Duration longest{limits::retry_after_max.count(), 0};
    delay = std::max(delay, std::min(*trouble.retry_after, longest));
  }
  return draft.now() + delay;
}

bool has_attempts_left(const StepPlan& plan, const RunState& run) {
  const std::int64_t allowed =
      std::min(plan.retry.attempts, limits::attempts_max);
  return run.attempt - run.attempts_before < allowed;
}

}  // namespace

void call_failed(Draft& draft, const StepPlan& plan, const RunName& name,
                 const CallTrouble& trouble) {
  const RunState* run = draft.find_run(name);
  OT_ASSERT(run != nullptr);
  const bool ending = is_ending(draft.state()) && !plan.is_undo;
  // Where a second call could act twice, a person has to look first.
  const bool is_unknown =
      trouble.may_have_acted && plan.service->on_unknown != OnUnknown::retry;
  CallFailed failed{name,
                    trouble.attempt,
                    trouble.may_have_acted,
                    std::string(trouble.why.key),
                    failure_details(trouble.why),
                    {}};
  if (trouble.try_again && !is_unknown && !ending &&
      has_attempts_left(plan, *run)) {
    failed.retry_at = next_attempt_at(draft, plan, *run, trouble);
    const std::int64_t next = run->attempt + 1;
    draft.emit(std::move(failed));
    if (trouble.at_once && draft.may_start())
      draft.emit(CallRetried{name, next});
    return;
  }
  draft.emit(std::move(failed));
  // Also at the end: what was done there has to be taken back.
  if (is_unknown && plan.service->on_unknown == OnUnknown::query &&
      plan.service->call.query)
    return call_is_pending(draft, plan, name, Pending::unknown, {});
  if (ending) return;
  if (!is_unknown) return fail_for_good(draft, plan, name, trouble.why);
  const Message why{"engine.outcome_unknown", {{"problem", trouble.why}}};
  if (plan.service->on_unknown == OnUnknown::fail)
    return fail_run(draft, plan, name, why);
  ask_what_happened(draft, plan, name, why);
}

std::optional<Rejection> on_advance(Draft& draft, const Command&) {
  look_at_clocks(draft);
  if (has_ended(draft.state().status)) return std::nullopt;
  std::vector<CallRetried> due;
  for (const StepState& step : draft.state().step_states) {
    for (std::size_t i = 0; i < step.runs.size(); ++i) {
      const RunState& run = step.runs[i];
      if (run.status == RunStatus::retrying && *run.retry_at <= draft.now())
        due.push_back(
            {{step.id, static_cast<std::int64_t>(i)}, run.attempt + 1});
    }
  }
  const bool stands_still = draft.state().status == CaseStatus::suspended;
  if (draft.may_start() && !stands_still)
    for (CallRetried& retried : due) draft.emit(std::move(retried));
  see_to_pending(draft);
  if (!stands_still) settle_moments(draft);
  go_on(draft);
  return std::nullopt;
}

std::optional<Rejection> on_interrupt(Draft& draft, const Command& command) {
  const auto& interrupt = *std::get_if<InterruptCall>(&command.what);
  const RunState* run = draft.find_run(interrupt.run);
  if (run != nullptr && run->status == RunStatus::querying &&
      run->queries == interrupt.attempt) {
    query_failed(draft, *draft.find_plan(interrupt.run.step), interrupt.run,
                 {"engine.interrupted", {}}, true);
    go_on(draft);
    return std::nullopt;
  }
  if (run == nullptr || run->status != RunStatus::calling ||
      run->attempt != interrupt.attempt)
    return std::nullopt;
  CallTrouble trouble;
  trouble.attempt = interrupt.attempt;
  trouble.may_have_acted = true;
  trouble.at_once = true;
  trouble.why = {"engine.interrupted", {}};
  call_failed(draft, *draft.find_plan(interrupt.run.step), interrupt.run,
              trouble);
  go_on(draft);
  return std::nullopt;
}

}  // namespace onething::engine
