// SPDX-License-Identifier: Apache-2.0

#include "run/commit_rows.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "base/assert.h"
#include "engine/codec/codec.h"
#include "engine/effects.h"
#include "engine/evolve.h"
#include "engine/life/undo.h"
#include "onething/case_view.h"

namespace onething::run {

namespace {

using engine::CaseState;

// Turns one event into the rows of tasks that it leaves.
class RowsOf {
 public:
  RowsOf(const CaseState& after, CaseCommit& commit)
      : after_(after), commit_(commit) {}

  void operator()(const engine::TaskOpened& opened) { touch(opened.task); }
  void operator()(const engine::TaskClaimed& claimed) { touch(claimed.task); }
  void operator()(const engine::TaskClosed& closed) { touch(closed.task); }
  void operator()(const engine::TaskReleased& e) { touch(e.task); }
  void operator()(const engine::TaskHandedOver& e) { touch(e.task); }
  void operator()(const engine::TaskDelegated& e) { touch(e.task); }

  // Steps may be called otherwise now.
  void operator()(const engine::CaseMigrated&) {
    for (const engine::TaskState& task : after_.tasks)
      if (task.open) touch(task.id);
  }

  // The time of a task follows its clock.
  void operator()(const engine::ClockProjected& projected) {
    constexpr std::string_view kTask = "task:";
    if (std::string_view(projected.clock).starts_with(kTask))
      touch(projected.clock.substr(kTask.size()));
  }

  template <typename Other>
  void operator()(const Other&) {}

 private:
  // A list shows who is to act now; who stays responsible is in the case.
  static const std::string& who_acts(const engine::TaskState& task) {
    return task.delegate.empty() ? task.assignee : task.delegate;
  }

  void touch(const std::string& id) {
    const engine::TaskState* task = after_.find_task(id);
    OT_ASSERT(task != nullptr);
    const char* word = !task->open              ? "closed"
                       : task->assignee.empty() ? "open"
                                                : "claimed";
    commit_.tasks.push_back({task->id, after_.id, task->run.step, task->kind,
                             task->department, task->role, after_.title, word,
                             who_acts(*task), task->version, task->opened_at,
                             task->due});
  }

  const CaseState& after_;
  CaseCommit& commit_;
};

std::int64_t calls_unknown(const CaseState& state) {
  std::int64_t count = 0;
  for (const engine::StepState& step : state.step_states)
    for (const engine::RunState& run : step.runs)
      if (run.may_have_acted && run.status != engine::RunStatus::done &&
          (run.status == engine::RunStatus::fallback ||
           !engine::is_open(run.status)))
        ++count;
  return count;
}

}  // namespace

void add_events(std::span<const engine::Event> events, const CaseState& after,
                CaseCommit& commit) {
  for (const engine::Event& event : events) {
    engine::EncodedEvent encoded = engine::encode(event);
    Record record;
    record.type = encoded.type;
    record.version = encoded.version;
    record.at = event.at;
    record.payload = std::move(encoded.payload);
    commit.records.push_back(std::move(record));
    std::visit(RowsOf(after, commit), event.fact);
  }
}

bool needs_a_person(const engine::Definition& definition,
                    const CaseState& state) {
  for (const engine::TaskState& task : state.tasks)
    if (task.open && is_trouble(task.kind)) return true;
  if (!state.undo_given_up.empty()) return true;
  for (const engine::InForce& each : engine::in_force(definition, state))
    if (!each.is_certain) return true;
  if (engine::has_ended(state.status)) return false;
  // No calendar tells when it is over.
  const auto is_open = [](const engine::ClockState& clock) {
    return clock.running && !clock.due;
  };
  return (state.promise && !state.due) ||
         std::any_of(state.clocks.begin(), state.clocks.end(), is_open);
}

CaseRow to_row(const engine::Definition& definition, const CaseState& state) {
  CaseRow row;
  row.id = state.id;
  row.workflow = state.workflow;
  row.definition = state.definition;
  row.submission_key = state.submission_key;
  row.input_digest = state.input_digest;
  row.subject = state.subject;
  row.title = state.title;
  row.state = engine::status_word(state.status);
  row.received_at = state.received_at;
  row.changed_at = state.changed_at;
  row.due = state.due;
  const engine::PendingEffects owed =
      engine::pending_effects(definition, state);
  // A call that is under way wakes whoever finds it after a crash; always at
  // the same moment, so that its index rests while calls come and go.
  row.wake_at = owed.calls.empty() ? owed.wake_at
                                   : std::optional<Instant>(state.received_at);
  row.calls_open = static_cast<std::int64_t>(owed.calls.size());
  row.calls_unknown = calls_unknown(state);
  row.calls_again = state.calls_again;
  row.attention = needs_a_person(definition, state);
  return row;
}

Status fold(std::span<const Record> history, CaseState& state) {
  for (const Record& record : history) {
    OT_TRY(
        const engine::Event event,
        engine::decode(record.type, record.version, record.at, record.payload));
    engine::evolve(state, event);
  }
  return Done{};
}

}  // namespace onething::run
