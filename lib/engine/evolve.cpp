// SPDX-License-Identifier: Apache-2.0

#include "engine/evolve.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "engine/life/evolve_life.h"
#include "engine/mend/evolve_mend.h"

namespace onething::engine {

namespace {

constexpr std::string_view kPrefillPrefix = "prefill.";

// Where formulas see the output of a step.
Object& outputs_of(CaseState& state, std::string_view step) {
  Value& root = step.starts_with(kPrefillPrefix) ? state.prefill : state.steps;
  OT_ASSERT(root.object() != nullptr);
  return *root.object();
}

std::string_view name_of(std::string_view step) {
  if (step.starts_with(kPrefillPrefix))
    step.remove_prefix(kPrefillPrefix.size());
  return step;
}

// One line of the switch in evolve(): each overload changes what its fact says
// and nothing else.
class Apply : public EvolveLife {
 public:
  using EvolveLife::EvolveLife;
  using EvolveLife::operator();

  void operator()(const CaseReceived& e) {
    OT_ASSERT(state_.status == CaseStatus::none);
    state_.status = CaseStatus::received;
    state_.id = CaseId{e.case_id};
    state_.project = e.project;
    state_.workflow = e.workflow;
    state_.definition = e.definition;
    state_.submission_key = e.submission_key;
    state_.input_digest = e.input_digest;
    state_.subject = e.subject;
    state_.title = e.title;
    state_.seed = e.seed;
    state_.submitted_by = e.actor.id;
    state_.received_at = at_;
    state_.form = e.form;
    state_.materials = e.materials;
    state_.tolerated = e.tolerated;
    for (const std::string& id : e.steps)
      state_.step_states.emplace_back().id = id;
  }

  void operator()(const CaseAccepted& e) {
    state_.status = CaseStatus::accepted;
    state_.accepted_at = at_;
    start_promise(e.promise, e.due, at_);
  }

  void operator()(const StepSkipped& e) {
    StepState& step = begin(e.step);
    if (e.iteration) {
      RunState& skipped = run({e.step, *e.iteration});
      skipped.status = RunStatus::skipped;
      skipped.ended_at = at_;
    } else {
      step.skipped = true;
      step.joined = e.reason == "joined";
    }
    publish(step);
  }

  void operator()(const StepExpanded& e) {
    StepState& step = begin(e.step);
    step.expanded = true;
    step.elements = e.elements;
    step.runs.resize(e.elements.size());
    publish(step);
  }

  void operator()(const StepStarted& e) {
    begin(e.run.step);
    RunState& started = run(e.run);
    started = RunState{};
    started.status = e.by_person ? RunStatus::with_person : RunStatus::calling;
    started.generation = e.generation;
    started.attempt = 1;
    started.key = e.key;
    started.service = e.service;
    started.department = e.department;
    started.input = e.input;
    started.request = e.request;
    started.started_at = at_;
  }

  void operator()(const RetryOrdered& e) {
    RunState& ordered = run(e.run);
    ordered.status = RunStatus::retrying;
    ordered.retry_at = at_;
    ordered.attempts_before = ordered.attempt;
  }

  void operator()(const RunRenewed& e) {
    RunState& renewed = run(e.run);
    renewed.status = RunStatus::retrying;
    renewed.retry_at = at_;
    renewed.generation = e.generation;
    renewed.key = e.key;
    renewed.attempts_before = renewed.attempt;
    renewed.may_have_acted = false;
    StepState& owner = step(e.run.step);
    owner.generation = std::max(owner.generation, e.generation);
  }

  void operator()(const CallPending& e) {
    RunState& pending = run(e.run);
    // Asked before, and not yet: the next question comes later.
    if (pending.status == RunStatus::querying) ++pending.queries_early;
    pending.status = RunStatus::pending;
    pending.retry_at = e.query_at;
    pending.queries_failed = 0;
    if (!pending.answer_due) pending.answer_due = e.due;
    pending.may_have_acted = true;
  }

  void operator()(const QueryStarted& e) {
    RunState& asked = run(e.run);
    asked.status = RunStatus::querying;
    asked.queries = e.query;
    asked.retry_at.reset();
  }

  void operator()(const QueryFailed& e) {
    RunState& asked = run(e.run);
    asked.status = e.query_at ? RunStatus::pending : RunStatus::abandoned;
    asked.retry_at = e.query_at;
    ++asked.queries_failed;
    asked.failure = e.failure;
    asked.details = e.details;
  }

  void operator()(const CallOverdue& e) { run(e.run).is_overdue = true; }

  void operator()(const RefusalReceived& e) {
    RunState& refused = run(e.run);
    refused.status = RunStatus::fallback;
    refused.retry_at.reset();
    refused.may_have_acted = false;
    refused.refusal_reason = e.reason;
    refused.refusal_basis = e.basis;
    refused.refusal_remedies = e.remedies;
  }

  void operator()(const CallRetried& e) {
    RunState& retried = run(e.run);
    retried.status = RunStatus::calling;
    retried.attempt = e.attempt;
    retried.retry_at.reset();
    ++state_.calls_again;
  }

  void operator()(const CallFailed& e) {
    RunState& failed = run(e.run);
    const bool was_asked = failed.status == RunStatus::querying;
    failed.status = e.retry_at ? RunStatus::retrying : RunStatus::abandoned;
    failed.retry_at = e.retry_at;
    failed.failure = e.failure;
    failed.details = e.details;
    // Asked, the department has said that it never came.
    if (was_asked) failed.may_have_acted = false;
    failed.may_have_acted |= e.may_have_acted;
  }

  void operator()(const StepDone& e) {
    RunState& done = finish(e.run, RunStatus::done);
    done.output = e.output;
    done.may_have_acted = false;
    if (is_undo(e.run.step)) return;
    remember(e.run);
    publish(step(e.run.step));
  }

  void operator()(const StepReturned& e) {
    settle_doubt(e.run);
    RunState& returned = finish(e.run, RunStatus::returned);
    returned.defects = e.defects;
    returned.noticed = false;
  }

  void operator()(const StepRefused& e) {
    settle_doubt(e.run);
    finish(e.run, RunStatus::refused);
    publish(step(e.run.step));
    if (!e.ends_case || is_ending(state_)) return;
    state_.refused = true;
    state_.denied_by = e.run.step;
    state_.reason = e.reason;
    state_.basis = e.basis;
    state_.remedies = e.remedies;
    give_up_retries();
  }

  void operator()(const StepFailed& e) {
    begin(e.run.step);
    RunState& failed = run(e.run);
    // An answer came that nobody can use.
    failed.may_have_acted |= is_with_department(failed.status);
    failed.status = RunStatus::fallback;
    failed.retry_at.reset();
    failed.until.reset();
    failed.failure = e.failure;
    failed.details = e.details;
    publish(step(e.run.step));
  }

  void operator()(const WaitBegan& e) {
    begin(e.run.step);
    RunState& waiting = run(e.run);
    waiting = RunState{};
    waiting.status = RunStatus::timed;
    waiting.generation = e.generation;
    waiting.key = e.key;
    waiting.input = Object{};
    waiting.until = e.until;
    waiting.started_at = at_;
  }

  void operator()(const StepLimited& e) { run(e.run).late_at = e.until; }
  void operator()(const StepLate& e) { run(e.run).is_late = true; }

  void operator()(const GroupJoined& e) {
    for (const std::string& id : e.rest) {
      for (RunState& each : step(id).runs)
        each.joined = !has_come_back(each.status);
      publish(step(id));
    }
  }

  void operator()(const RunsJoined& e) {
    for (const std::int64_t iteration : e.rest)
      run({e.step, iteration}).joined = true;
    publish(step(e.step));
  }

  void operator()(const RunCancelled& e) {
    run(e.run).may_have_acted |= is_with_department(run(e.run).status);
    finish(e.run, RunStatus::cancelled);
    publish(step(e.run.step));
  }

  // It was done, although nobody waited for it any more.
  void operator()(const LateAnswerTaken& e) {
    run(e.run).output = e.output;
    run(e.run).may_have_acted = false;
    remember(e.run);
  }

  void operator()(const MessageAwaited& e) {
    begin(e.run.step);
    RunState& waiting = run(e.run);
    waiting = RunState{};
    waiting.status = RunStatus::expecting;
    waiting.generation = e.generation;
    waiting.key = e.key;
    waiting.department = e.department;
    waiting.service = e.service;
    waiting.input = e.input;
    waiting.started_at = at_;
  }

  void operator()(const ChildStarted& e) {
    begin(e.run.step);
    RunState& started = run(e.run);
    started = RunState{};
    started.status = RunStatus::with_case;
    started.generation = e.generation;
    started.attempt = 1;
    started.key = e.key;
    started.service = e.service;
    started.department = e.department;
    started.input = e.input;
    started.child = e.case_id;
    started.child_workflow = e.workflow;
    started.child_key = e.submission_key;
    started.started_at = at_;
  }

  void operator()(const ParentNamed& e) {
    state_.parent = e.case_id;
    state_.parent_run = e.run;
  }

  void operator()(const MessageKept& e) {
    state_.seen_messages.push_back(e.message);
    state_.messages.push_back({e.message, e.service, e.input, e.output});
  }

  void operator()(const MessageTaken& e) {
    const auto is_it = [&](const KeptMessage& kept) {
      return kept.id == e.message;
    };
    if (std::erase_if(state_.messages, is_it) == 0)
      state_.seen_messages.push_back(e.message);
  }

  void operator()(const StepCalledFor& e) { step(e.step).called = true; }

  void operator()(const StepRepeated& e) {
    StepState& repeated = step(e.step);
    OT_ASSERT(e.iteration >= 0);
    repeated.runs.resize(static_cast<std::size_t>(e.iteration) + 1);
    publish(repeated);
  }

  void operator()(const StepKept& e) { step(e.step).recheck = false; }

  void operator()(const StepReset& e) {
    StepState& reset = step(e.step);
    const auto is_kept = [&](std::size_t index) {
      return std::find(e.kept.begin(), e.kept.end(),
                       static_cast<std::int64_t>(index)) != e.kept.end();
    };
    for (std::size_t i = 0; i < reset.runs.size(); ++i) {
      if (is_kept(i)) continue;
      keep_act({e.step, static_cast<std::int64_t>(i)}, reset.runs[i]);
      reset.runs[i] = RunState{};
    }
    if (e.kept.empty()) reset.runs.clear();
    reset.generation = e.generation;
    reset.recheck = false;
    reset.expanded = false;
    reset.skipped = false;
    reset.joined = false;
    reset.elements.clear();
    outputs_of(state_, e.step).erase(name_of(e.step));
  }

  void operator()(const TaskOpened& e) {
    // One that is overdue may still be answered.
    if (!e.run.step.empty() && e.kind != "overdue")
      run(e.run).status =
          e.kind == "work" ? RunStatus::with_person : RunStatus::fallback;
    TaskState& task = state_.tasks.emplace_back();
    task.id = e.task;
    task.kind = e.kind;
    task.run = e.run;
    task.department = e.department;
    task.role = e.role;
    task.opened_at = at_;
    task.due = e.due;
  }

  void operator()(const TaskClaimed& e) {
    TaskState& claimed = task(e.task);
    claimed.assignee = e.actor.id;
    ++claimed.version;
    take_up(e.actor.id);
  }

  void operator()(const TaskReleased& e) {
    TaskState& released = task(e.task);
    released.delegate.clear();
    if (e.released == "claim") released.assignee.clear();
    ++released.version;
  }

  void operator()(const TaskHandedOver& e) {
    TaskState& handed = task(e.task);
    handed.assignee = e.assignee;
    handed.role = e.role;
    handed.delegate.clear();
    ++handed.version;
  }

  void operator()(const TaskDelegated& e) {
    TaskState& delegated = task(e.task);
    delegated.delegate = e.assignee;
    ++delegated.version;
  }

  void operator()(const NoteAdded& e) {
    state_.notes.push_back({e.text, e.actor.id, at_});
  }

  void operator()(const FileAttached& e) {
    state_.files.push_back(
        {e.name, e.digest, e.stored, e.size, e.media_type, e.actor.id, at_});
  }

  void operator()(const AgentNamed& e) { state_.agent = e.agent; }

  void operator()(const TaskClosed& e) {
    TaskState& closed = task(e.task);
    closed.open = false;
    if (e.how != "cancelled" && e.how != "expired") {
      take_up(e.actor.id);
      remember_hands(closed, e.actor.id);
    }
    ++closed.version;
    stop_clock("task:" + e.task);
    if (e.how == "cancelled" && closed.kind != "overdue" &&
        !closed.run.step.empty())
      run(closed.run).status = RunStatus::abandoned;
  }

  void operator()(const CorrectionRequested& e) {
    state_.status = CaseStatus::correcting;
    pause("correction");
    stop_clock("notice");
    state_.notice = e.defects;
    ++state_.corrections;
    for (StepState& each : state_.step_states)
      for (RunState& returned : each.runs)
        if (returned.status == RunStatus::returned) returned.noticed = true;
  }

  void operator()(const CaseSupplemented& e) {
    state_.status =
        state_.accepted_at ? CaseStatus::processing : CaseStatus::received;
    state_.form = e.form;
    state_.materials = e.materials;
    state_.tolerated = e.tolerated;
    state_.paused_days += e.paused_days;
    go_on_counting();
    stop_clock("supplement");
    set_due(e.due);
    state_.supplemented_by = e.actor.id;
    state_.supplemented_at = at_;
    state_.notice.clear();
    for (StepState& each : state_.step_states)
      each.recheck = each.skipped || each.expanded || !each.runs.empty();
  }

  void operator()(const WithdrawalRequested& e) {
    state_.withdrawal_requested = true;
    state_.reason = e.reason;
    give_up_retries();
  }

  void operator()(const UndoOrdered& e) {
    state_.status = CaseStatus::undoing;
    state_.undo_order = e.runs;
    for (const RunName& done : e.runs) {
      const std::string id = undo_step(done.step);
      if (state_.find_step(id) == nullptr)
        state_.step_states.emplace_back().id = id;
      std::vector<RunState>& runs = step(id).runs;
      const auto index = static_cast<std::size_t>(done.iteration);
      OT_ASSERT(done.iteration >= 0);
      // Iterations between, which were never done, need nothing.
      RunState nothing;
      nothing.status = RunStatus::skipped;
      if (runs.size() <= index) runs.resize(index + 1, nothing);
      runs[index].status = RunStatus::waiting;
    }
  }

  void operator()(const UndoGivenUp& e) {
    finish(e.run, RunStatus::abandoned);
    state_.undo_given_up.push_back(e.run);
  }

  void operator()(const CaseCompensated&) { state_.compensated = true; }

  void operator()(const CaseMigrated& e) { move_to_version(state_, e, at_); }

  void operator()(const CaseRepaired& e) {
    note_repair(state_, e, at_);
    if (e.output.is_null()) return;
    run({e.step, e.iteration.value_or(0)}).output = e.output;
    publish(step(e.step));
  }

  void operator()(const CaseGranted& e) {
    end(CaseStatus::granted);
    state_.outcome = e.outcome;
    state_.working_days = e.working_days;
    state_.outcome_failure = e.failure;
    state_.outcome_details = e.details;
  }

  void operator()(const CaseDenied& e) {
    end(CaseStatus::denied);
    state_.denied_by = e.step;
    state_.reason = e.reason;
    state_.basis = e.basis;
    state_.remedies = e.remedies;
    state_.working_days = e.working_days;
  }

  void operator()(const CaseWithdrawn& e) {
    end(CaseStatus::withdrawn);
    state_.reason = e.reason;
  }

 private:
  StepState& step(std::string_view id) {
    StepState* found = state_.find_step(id);
    OT_ASSERT(found != nullptr);
    return *found;
  }

  // The first thing that happens to any step opens the work on the case.
  StepState& begin(std::string_view id) {
    if (state_.status == CaseStatus::accepted)
      state_.status = CaseStatus::processing;
    return step(id);
  }

  // A step without for_each has exactly one run, made when it is needed.
  RunState& run(const RunName& name) {
    StepState& owner = step(name.step);
    if (owner.runs.empty() && !owner.expanded) owner.runs.resize(1);
    const auto index = static_cast<std::size_t>(name.iteration);
    OT_ASSERT(name.iteration >= 0 && index < owner.runs.size());
    return owner.runs[index];
  }

  // The department has answered; a person's word leaves open what it did.
  void settle_doubt(const RunName& name) {
    RunState& answered = run(name);
    if (answered.status != RunStatus::fallback) answered.may_have_acted = false;
  }

  // The latest act of a run takes the place of an earlier one.
  void remember(const RunName& name) {
    std::erase_if(state_.acts, [&](const Act& act) { return act.run == name; });
    state_.acts.push_back({name, false, {}, {}});
  }

  // What a reset forgets is still needed if it is to be taken back.
  void keep_act(const RunName& name, RunState& forgotten) {
    for (Act& act : state_.acts) {
      if (act.run != name || act.superseded) continue;
      act.superseded = true;
      act.input = std::move(forgotten.input);
      act.output = std::move(forgotten.output);
    }
  }

  RunState& finish(const RunName& name, RunStatus status) {
    RunState& finished = run(name);
    finished.status = status;
    finished.ended_at = at_;
    finished.retry_at.reset();
    finished.until.reset();
    return finished;
  }

  // 首问负责: whoever takes up the first task answers for the case.
  void take_up(const std::string& person) {
    if (state_.first_handler.empty()) state_.first_handler = person;
  }

  // The delegate's act is also that of whoever had the task (not_by).
  void remember_hands(const TaskState& closed, const std::string& person) {
    if (closed.run.step.empty()) return;
    std::vector<std::string>& hands = step(closed.run.step).hands;
    for (const std::string& each : {person, closed.assignee})
      if (!each.empty() &&
          std::find(hands.begin(), hands.end(), each) == hands.end())
        hands.push_back(each);
  }

  TaskState& task(const std::string& id) {
    for (TaskState& each : state_.tasks)
      if (each.id == id) return each;
    assertion_failed("the task exists", __FILE__, __LINE__);
  }

  // Makes the output visible to formulas once the whole step has come back.
  void publish(const StepState& settled) {
    Object& outputs = outputs_of(state_, settled.id);
    const std::string_view name = name_of(settled.id);
    outputs.erase(name);
    if (settled.skipped || !settled.is_settled()) return;
    List done;
    for (const RunState& each : settled.runs)
      if (each.status == RunStatus::done) done.push_back(each.output);
    if (settled.expanded)
      outputs.set(name, std::move(done));
    else if (settled.runs.back().status == RunStatus::done)
      outputs.set(name, std::move(done.back()));
  }
};

}  // namespace

void evolve(CaseState& state, const Event& event) {
  std::visit(Apply(state, event.at), event.fact);
  state.changed_at = event.at;
  ++state.length;
}

}  // namespace onething::engine
