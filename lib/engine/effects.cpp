// SPDX-License-Identifier: Apache-2.0

#include "engine/effects.h"

#include "base/assert.h"
#include "engine/clocks/clocks.h"
#include "model/call_path.h"

namespace onething::engine {

namespace {

void earlier(std::optional<Instant>& moment,
             const std::optional<Instant>& other) {
  if (other && (!moment || *other < *moment)) moment = other;
}

// Until they have brought their answer; and those that nobody wants any more,
// which have not.
void add_children(const CaseState& state, std::vector<OwedChild>& children) {
  for (const StepState& step : state.step_states)
    for (std::size_t i = 0; i < step.runs.size(); ++i) {
      const RunState& run = step.runs[i];
      if (run.child.empty()) continue;
      const bool is_running =
          run.status == RunStatus::with_case ||
          (run.status == RunStatus::fallback && run.is_late);
      const bool is_unwanted =
          run.status == RunStatus::cancelled ||
          run.status == RunStatus::skipped ||
          run.status == RunStatus::abandoned ||
          (run.status == RunStatus::refused && run.is_late);
      if (!is_running && !is_unwanted) continue;
      children.push_back({{step.id, static_cast<std::int64_t>(i)},
                          run.key,
                          run.child,
                          run.child_workflow,
                          run.child_key,
                          run.input,
                          is_running && !is_ending(state)});
    }
}

// A question says by the key which call it is about.
void ask_instead(CallText& text, const HttpContract& query,
                 const RunState& run) {
  Object known = run.input.object() != nullptr ? *run.input.object() : Object{};
  known.set("key", run.key);
  text.method = query.method;
  text.path = model::fill_path(query.path, known);
  text.body = to_json(Object{{"key", run.key}});
  text.about = run.key;
}

}  // namespace

PendingEffects pending_effects(const Definition& definition,
                               const CaseState& state) {
  PendingEffects owed;
  add_children(state, owed.children);
  earlier(owed.wake_at, next_clock_moment(definition, state));
  if (has_ended(state.status)) return owed;
  for (const StepState& step : state.step_states) {
    for (std::size_t i = 0; i < step.runs.size(); ++i) {
      const RunState& run = step.runs[i];
      const RunName name{step.id, static_cast<std::int64_t>(i)};
      if (run.status == RunStatus::calling)
        owed.calls.push_back({name, run.key, run.attempt});
      if (run.status == RunStatus::querying)
        owed.calls.push_back({name, query_key(run.key), run.queries, true});
      if (run.status == RunStatus::pending) {
        earlier(owed.wake_at, run.retry_at);
        if (run.answer_due && !run.is_overdue)
          earlier(owed.wake_at, overdue_from(*run.answer_due));
      }
      if (run.status == RunStatus::retrying &&
          state.status != CaseStatus::suspended)
        earlier(owed.retry_at, run.retry_at);
      if (is_ending(state)) continue;
      if (run.status == RunStatus::timed) earlier(owed.wake_at, run.until);
      if (run.status == RunStatus::expecting) {
        const std::string service = run.department + "/" + run.service;
        owed.messages.push_back({{step.id, static_cast<std::int64_t>(i)},
                                 service,
                                 correlation_of(service, run.input)});
      }
      const bool can_be_late = is_open(run.status) && !run.is_late &&
                               !run.joined && run.status != RunStatus::fallback;
      if (can_be_late) earlier(owed.wake_at, run.late_at);
    }
  }
  earlier(owed.wake_at, owed.retry_at);
  return owed;
}

CallText call_text(const Definition& definition, const CaseState& state,
                   const OwedCall& call) {
  const StepState* step = state.find_step(call.run.step);
  OT_ASSERT(step != nullptr);
  const auto index = static_cast<std::size_t>(call.run.iteration);
  OT_ASSERT(call.run.iteration >= 0 && index < step->runs.size());
  const RunState& run = step->runs[index];
  const StepPlan* plan = find_plan(definition, call.run.step);
  OT_ASSERT(plan != nullptr);
  CallText text;
  text.service = run.department + "/" + run.service;
  text.department = run.department;
  text.method = "POST";
  text.path = "/" + run.service;
  text.body = request_of(run);
  text.name = plan->service->call.file_name;
  const Contract& contract = plan->service->call;
  if (call.is_query && contract.query) {
    ask_instead(text, *contract.query, run);
  } else if (const auto& http = contract.http) {
    text.method = http->method;
    if (!http->path.empty())
      text.path = model::fill_path(http->path, run.input);
  }
  return text;
}

}  // namespace onething::engine
