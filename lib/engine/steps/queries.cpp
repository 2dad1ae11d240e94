// SPDX-License-Identifier: Apache-2.0

#include "engine/steps/queries.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/limits.h"
#include "engine/clocks/clocks.h"
#include "engine/codec/stored_message.h"
#include "engine/people/tasks.h"
#include "engine/steps/retry_delay.h"

namespace onething::engine {

namespace {

// Between two questions.
constexpr std::int64_t kLongestMs = 3'600'000;

// Twice as long after each question that brought nothing.
Duration interval(const Draft& draft, const StepPlan& plan, const RunState& run,
                  std::int64_t asked) {
  RetryPolicy policy = plan.retry;
  policy.longest_ms = std::max(policy.longest_ms, kLongestMs);
  return retry_delay(policy, draft.state().seed, query_key(run.key), asked + 1,
                     run.queries + 1);
}

bool can_be_asked_again(const StepPlan& plan, const RunState& run) {
  return run.queries_failed + 1 <
         std::min(plan.retry.attempts, limits::attempts_max);
}

bool is_overdue(const RunState& run, Instant now) {
  return is_with_department(run.status) && run.answer_due && !run.is_overdue &&
         overdue_from(*run.answer_due) <= now;
}

}  // namespace

void call_is_pending(Draft& draft, const StepPlan& plan, const RunName& name,
                     Pending why, std::optional<Duration> retry_after) {
  const RunState& run = *draft.find_run(name);
  CallPending pending;
  pending.run = name;
  pending.attempt = run.attempt;
  pending.is_unknown = why == Pending::unknown;
  if (plan.service->call.query) {
    const std::int64_t asked =
        run.status == RunStatus::querying ? run.queries_early + 1 : 0;
    Duration delay = interval(draft, plan, run, asked);
    const Duration longest{limits::retry_after_max.count(), 0};
    if (retry_after) delay = std::max(delay, std::min(*retry_after, longest));
    pending.query_at = draft.now() + delay;
  }
  const auto& promised = plan.promised();
  if (promised && why == Pending::later && !run.answer_due)
    pending.due = due_date(draft, promised->term);
  draft.emit(std::move(pending));
}

void query_failed(Draft& draft, const StepPlan& plan, const RunName& name,
                  const Message& why, bool at_once) {
  const RunState& run = *draft.find_run(name);
  QueryFailed failed{
      name, run.queries, std::string(why.key), failure_details(why), {}};
  const bool again = can_be_asked_again(plan, run);
  if (again)
    failed.query_at =
        at_once ? draft.now()
                : draft.now() + interval(draft, plan, run, run.queries_failed);
  draft.emit(std::move(failed));
  if (again || (is_ending(draft.state()) && !plan.is_undo)) return;
  ask_what_happened(draft, plan, name,
                    {"engine.cannot_be_asked", {{"problem", why}}});
}

void see_to_pending(Draft& draft) {
  std::vector<QueryStarted> due;
  std::vector<RunName> overdue;
  for (const StepState& step : draft.state().step_states) {
    for (std::size_t i = 0; i < step.runs.size(); ++i) {
      const RunState& run = step.runs[i];
      const RunName name{step.id, static_cast<std::int64_t>(i)};
      if (run.status == RunStatus::pending && run.retry_at &&
          *run.retry_at <= draft.now())
        due.push_back({name, run.queries + 1});
      if (is_overdue(run, draft.now())) overdue.push_back(name);
    }
  }
  for (const RunName& run : overdue) {
    draft.emit(CallOverdue{run});
    if (!is_ending(draft.state()))
      open_overdue_task(draft, *draft.find_plan(run.step), run);
  }
  if (draft.may_start())
    for (QueryStarted& started : due) draft.emit(std::move(started));
}

}  // namespace onething::engine
