// SPDX-License-Identifier: Apache-2.0

#include "run/commit_rows.h"

#include <string>
#include <utility>
#include <variant>

#include "base/assert.h"
#include "engine/codec.h"
#include "engine/effects.h"
#include "engine/evolve.h"

namespace onething::run {

namespace {

using engine::CaseState;
using engine::RunState;

const RunState* find_run(const CaseState& state, const RunName& name) {
  const engine::StepState* step = state.find_step(name.step);
  const auto index = static_cast<std::size_t>(name.iteration);
  return step != nullptr && index < step->runs.size() ? &step->runs[index]
                                                      : nullptr;
}

std::string timer_key(const RunName& run) {
  return run.step + "#" + std::to_string(run.iteration);
}

// Turns one event into the rows it leaves; all members write into `commit`.
class RowsOf {
 public:
  RowsOf(const CaseState& state, CaseCommit& commit, Instant at)
      : state_(state), commit_(commit), at_(at) {}

  void operator()(const engine::StepStarted& started) {
    if (!started.by_person)
      commit_.intents.push_back({started.key, 1, started.run.step,
                                 started.department + "/" + started.service,
                                 started.request,
                                 to_hex(sha256(started.request)), "open"});
    for (const engine::SentField& sent : started.sent) {
      const Value* value = started.input.find(sent.field);
      if (value == nullptr) continue;
      const std::string digest = to_hex(sha256(to_canonical(*value)));
      for (const std::string& from : sent.from)
        commit_.ledger.push_back({started.run.step, sent.field, from,
                                  started.department, started.service,
                                  sent.purpose, sent.basis, sent.sensitivity,
                                  digest, at_});
    }
  }

  void operator()(const engine::RetryOrdered& ordered) {
    commit_.timers.push_back({timer_key(ordered.run), at_});
  }

  void operator()(const engine::CallRetried& retried) {
    set_intent(retried.run, retried.attempt, "open");
    commit_.timers.push_back({timer_key(retried.run), std::nullopt});
  }

  void operator()(const engine::CallFailed& failed) {
    set_intent(failed.run, failed.attempt,
               failed.may_have_acted ? "unknown" : "failed");
    commit_.timers.push_back({timer_key(failed.run), failed.retry_at});
  }

  void operator()(const engine::StepDone& done) { answered(done.run); }
  void operator()(const engine::StepReturned& back) { answered(back.run); }
  void operator()(const engine::StepRefused& refused) { answered(refused.run); }

  void operator()(const engine::TaskOpened& opened) { touch(opened.task); }
  void operator()(const engine::TaskClaimed& claimed) { touch(claimed.task); }
  void operator()(const engine::TaskClosed& closed) { touch(closed.task); }

  template <typename Other>
  void operator()(const Other&) {}

 private:
  void answered(const RunName& name) {
    const RunState* run = find_run(state_, name);
    if (run != nullptr && !run->key.empty() && run->attempt > 0)
      set_intent(name, run->attempt, "answered");
  }

  void set_intent(const RunName& name, std::int64_t attempt,
                  const char* status) {
    const RunState* run = find_run(state_, name);
    if (run == nullptr) return;
    // The frozen request stays with the first attempt.
    commit_.intents.push_back({run->key, attempt, name.step,
                               run->department + "/" + run->service, "",
                               to_hex(sha256(run->request)), status});
  }

  void touch(const std::string& id) {
    const engine::TaskState* task = state_.find_task(id);
    OT_ASSERT(task != nullptr);
    const char* word = !task->open              ? "closed"
                       : task->assignee.empty() ? "open"
                                                : "claimed";
    commit_.tasks.push_back({task->id, state_.id, task->run.step, task->kind,
                             task->department, task->role, state_.title, word,
                             task->assignee, task->version, task->opened_at,
                             task->due});
  }

  const CaseState& state_;
  CaseCommit& commit_;
  Instant at_;
};

bool needs_a_person(const CaseState& state) {
  for (const engine::TaskState& task : state.tasks)
    if (task.open && task.kind == "fallback") return true;
  return !engine::has_ended(state.status) && state.promise && !state.due;
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
  // A call that is under way wakes whoever finds it after a crash.
  row.wake_at = owed.calls.empty() ? owed.wake_at
                                   : std::optional<Instant>(state.changed_at);
  row.attention = needs_a_person(state);
  return row;
}

}  // namespace

CaseCommit to_commit(const engine::Definition& definition,
                     const engine::Decided& decided, std::int64_t before,
                     std::int64_t epoch) {
  CaseCommit commit;
  commit.row = to_row(definition, decided.state);
  commit.expected_length = before;
  commit.epoch = epoch;
  commit.records.reserve(decided.events.size());
  for (const engine::Event& event : decided.events) {
    engine::EncodedEvent encoded = engine::encode(event);
    Record record;
    record.type = encoded.type;
    record.version = encoded.version;
    record.at = event.at;
    record.payload = std::move(encoded.payload);
    commit.records.push_back(std::move(record));
    std::visit(RowsOf(decided.state, commit, event.at), event.fact);
  }
  return commit;
}

Result<engine::CaseState> fold(const std::vector<Record>& history) {
  CaseState state;
  for (const Record& record : history) {
    OT_TRY(
        const engine::Event event,
        engine::decode(record.type, record.version, record.at, record.payload));
    engine::evolve(state, event);
  }
  return state;
}

}  // namespace onething::run
