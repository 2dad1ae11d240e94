// SPDX-License-Identifier: Apache-2.0

#include "engine/view.h"

#include <algorithm>
#include <utility>

#include "engine/clocks/clocks.h"
#include "engine/life/undo.h"
#include "engine/people/permission.h"

namespace onething::engine {

namespace {

// Which of several runs speaks for the step: the one that needs most attention.
int urgency(RunStatus status) {
  switch (status) {
    case RunStatus::fallback:
      return 8;
    case RunStatus::refused:
      return 7;
    case RunStatus::returned:
      return 6;
    case RunStatus::with_person:
      return 5;
    case RunStatus::timed:
    case RunStatus::expecting:
    case RunStatus::with_case:
      return 2;
    case RunStatus::retrying:
      return 4;
    case RunStatus::calling:
    case RunStatus::pending:
    case RunStatus::querying:
      return 3;
    case RunStatus::waiting:
    case RunStatus::abandoned:
      return 2;
    case RunStatus::skipped:
    case RunStatus::cancelled:
      return 1;
    case RunStatus::done:
      return 0;
  }
  return 0;
}

std::string_view run_word(RunStatus status) {
  switch (status) {
    case RunStatus::waiting:
      return "waiting";
    case RunStatus::calling:
      return "calling";
    case RunStatus::pending:
      return "pending";
    case RunStatus::querying:
      return "querying";
    case RunStatus::retrying:
      return "retrying";
    case RunStatus::with_person:
      return "with_person";
    case RunStatus::timed:
      return "timed";
    case RunStatus::expecting:
      return "expecting";
    case RunStatus::with_case:
      return "with_case";
    case RunStatus::fallback:
      return "fallback";
    case RunStatus::done:
      return "done";
    case RunStatus::returned:
      return "returned";
    case RunStatus::refused:
      return "refused";
    case RunStatus::skipped:
      return "skipped";
    case RunStatus::cancelled:
      return "cancelled";
    case RunStatus::abandoned:
      return "abandoned";
  }
  return "";
}

bool is_kept(const StepPlan& plan, const std::string& field) {
  return std::any_of(plan.keep.begin(), plan.keep.end(),
                     [&](const Kept& kept) { return kept.output == field; });
}

void add_outputs(StepView& view, const StepPlan& plan, const RunState& run) {
  // That its time is over nobody gave.
  if (plan.step->wait) return;
  for (const Field& field : plan.service->output) {
    const Value* value = run.output.find(field.id.text);
    if (value == nullptr) continue;
    view.outputs.push_back({field.id.text, field.title, field.type.sensitivity,
                            *value, is_kept(plan, field.id.text)});
  }
}

void add_run(StepView& view, const StepPlan& plan, const RunState& run) {
  ++view.runs;
  view.attempts += run.attempt;
  if (!run.child.empty()) view.children.push_back(run.child);
  view.generation = std::max(view.generation, run.generation);
  if (run.started_at &&
      (!view.started_at || *run.started_at < *view.started_at))
    view.started_at = run.started_at;
  if (run.ended_at && (!view.ended_at || *view.ended_at < *run.ended_at))
    view.ended_at = run.ended_at;
  if (run.retry_at && run.status == RunStatus::retrying &&
      (!view.retry_at || *run.retry_at < *view.retry_at))
    view.retry_at = run.retry_at;
  if (run.until && run.status == RunStatus::timed &&
      (!view.until || *run.until < *view.until))
    view.until = run.until;
  if (run.late_at && is_open(run.status) && !run.joined &&
      (!view.late_at || *run.late_at < *view.late_at))
    view.late_at = run.late_at;
  if (!run.failure.empty() &&
      (run.status == RunStatus::retrying || run.status == RunStatus::fallback))
    view.failure = failure_message(run.failure, run.details);
  if (run.status != RunStatus::done) return;
  ++view.runs_done;
  add_outputs(view, plan, run);
}

Title title_of(const StepPlan& plan) {
  return plan.is_undo || plan.step->title.empty() ? plan.service->title
                                                  : plan.step->title;
}

StepView make_step_view(const Definition& definition, const CaseState& state,
                        const StepPlan& plan) {
  StepView view;
  view.id = plan.id;
  view.title = title_of(plan);
  view.department = plan.department->id.text;
  view.department_title = plan.department->title;
  view.service = plan.service->id.text;
  view.is_prefill = plan.is_prefill;
  view.by_person = plan.service->by == Performer::person;
  if (plan.is_undo)
    for (const Field& field : plan.service->input)
      view.inputs.push_back({field.id.text, field.title});
  for (const InputField& input : plan.input)
    view.inputs.push_back({input.field->id.text, input.field->title});
  const StepState* step = state.find_step(plan.id);
  RunStatus status = RunStatus::waiting;
  if (step != nullptr && step->skipped) {
    status = RunStatus::skipped;
  } else if (step != nullptr && !step->runs.empty()) {
    status = std::max_element(step->runs.begin(), step->runs.end(),
                              [](const RunState& a, const RunState& b) {
                                return urgency(a.status) < urgency(b.status);
                              })
                 ->status;
    for (const RunState& run : step->runs) add_run(view, plan, run);
  } else if (step != nullptr && step->is_settled()) {
    status = RunStatus::done;  // for_each over nothing.
  }
  view.status = run_word(status);
  if (plan.step->ad_hoc && step != nullptr && !step->called) {
    view.status = "uncalled";
    return view;
  }
  if (status != RunStatus::waiting || has_ended(state.status)) return view;
  for (const std::size_t index : plan.waits_for) {
    const StepState* other = state.find_step(definition.plans[index].id);
    const bool is_dormant = definition.plans[index].step->ad_hoc &&
                            other != nullptr && !other->called;
    if (other != nullptr && !other->is_settled() && !is_dormant)
      view.waits_for.push_back(other->id);
  }
  return view;
}

// Each step that is taken back once, in the order in which its turn comes.
void add_undo(CaseView& view, const Definition& definition,
              const CaseState& state) {
  for (const RunName& done : state.undo_order) {
    const std::string id = undo_step(done.step);
    const auto is_it = [&](const StepView& step) { return step.id == id; };
    if (std::any_of(view.undo.begin(), view.undo.end(), is_it)) continue;
    if (const StepPlan* plan = find_plan(definition, id))
      view.undo.push_back(make_step_view(definition, state, *plan));
  }
  view.compensated = state.compensated;
  for (const InForce& each : in_force(definition, state)) {
    const StepPlan* plan = find_plan(definition, each.run.step);
    if (plan == nullptr) {  // An earlier version of the workflow had it.
      view.in_force.push_back({each.run.step, {}, "", {}, each.is_certain});
      continue;
    }
    view.in_force.push_back({plan->id, title_of(*plan),
                             plan->department->id.text, plan->department->title,
                             each.is_certain});
  }
}

TaskView make_task_view(const Definition& definition, const CaseState& state,
                        const TaskState& task) {
  TaskView view;
  view.id = task.id;
  view.kind = task.kind;
  view.step = task.run.step;
  view.department = task.department;
  view.role = task.role;
  view.assignee = task.assignee;
  view.delegate = task.delegate;
  view.opened_at = task.opened_at;
  view.due = task.due;
  if (const Department* department =
          definition.project->find_department(task.department))
    view.department_title = department->title;
  if (const StepPlan* plan = find_plan(definition, task.run.step)) {
    view.step_title = title_of(*plan);
    view.may_skip = plan->is_undo || plan->step->may_skip;
  }
  const StepState* step = state.find_step(task.run.step);
  const auto iteration = static_cast<std::size_t>(task.run.iteration);
  if (task.kind != "work" && step != nullptr && iteration < step->runs.size() &&
      !step->runs[iteration].failure.empty())
    view.failure = failure_message(step->runs[iteration].failure,
                                   step->runs[iteration].details);
  return view;
}

void add_people(CaseView& view, const Definition& definition,
                const CaseState& state) {
  view.parties = subject_of(definition, state);
  view.first_handler = state.first_handler;
  view.agent = state.agent;
  for (const NoteState& note : state.notes)
    view.notes.push_back({note.text, note.by, note.at});
  for (const FileState& file : state.files)
    view.files.push_back({file.name, file.digest, file.stored, file.size,
                          file.media_type, file.by, file.at});
}

void add_clocks(CaseView& view, const CaseState& state) {
  for (const ClockState& clock : state.clocks)
    view.clocks.push_back({clock.id, clock.budget, clock.extra, clock.due,
                           clock.running, clock.expired,
                           stands_still(state, clock)});
  for (const ClockPause& pause : state.pauses)
    view.pauses.push_back({pause.why, pause.from, pause.to});
  if (state.special) view.special = state.special->name;
}

std::vector<OfficeView> who_orders(const Definition& definition,
                                   const StateEvent& event) {
  const Workflow& workflow = *definition.workflow;
  std::vector<Office> offices = event.who;
  if (offices.empty()) offices.push_back({workflow.lead, "", {}});
  std::vector<OfficeView> who;
  for (const Office& office : offices) {
    const std::string& id =
        office.department.empty() ? workflow.lead.text : office.department.text;
    const Department* department = definition.project->find_department(id);
    who.push_back(
        {id, department == nullptr ? Title{} : department->title, office.role});
  }
  return who;
}

void add_place(CaseView& view, const Definition& definition,
               const CaseState& state) {
  view.place = state.place;
  for (const LifeState& place : definition.workflow->states) {
    if (place.id.text != state.place) continue;
    view.place_title = place.title;
    if (has_ended(state.status)) return;
    for (const StateEvent& event : place.on)
      if (event.kind == StateEvent::Kind::person)
        view.events.push_back({event.id.text, event.title, event.needs_reason,
                               who_orders(definition, event)});
  }
}

}  // namespace

CaseView make_view(const Definition& definition, const CaseState& state) {
  CaseView view;
  add_people(view, definition, state);
  view.id = state.id;
  view.project = state.project;
  view.workflow = state.workflow;
  view.title = definition.workflow->title;
  view.definition = state.definition;
  view.subject = state.subject;
  view.parent = state.parent;
  view.parent_step = state.parent_run.step;
  for (const Field& field : definition.workflow->form)
    if (field.id.text == definition.workflow->subject)
      view.subject_sensitivity = field.type.sensitivity;
  view.status = status_word(state.status);
  view.ended = has_ended(state.status);
  view.national_code = national_code(state);
  add_place(view, definition, state);
  add_clocks(view, state);
  view.received_at = state.received_at;
  view.changed_at = state.changed_at;
  view.accepted_at = state.accepted_at;
  view.ended_at = state.ended_at;
  view.paused_since = state.paused_since;
  view.promise = state.promise;
  view.due = state.due;
  view.working_days = state.working_days;
  for (const StepPlan& plan : definition.plans)
    view.steps.push_back(make_step_view(definition, state, plan));
  add_undo(view, definition, state);
  for (const TaskState& task : state.tasks)
    if (task.open)
      view.tasks.push_back(make_task_view(definition, state, task));
  view.notice = state.notice;
  view.tolerated = state.tolerated;
  view.corrections = state.corrections;
  view.reason = state.reason;
  view.basis = state.basis;
  view.remedies = state.remedies;
  view.denied_by = state.denied_by;
  view.outcome = state.outcome;
  for (const Mending& each : state.mendings)
    view.mendings.push_back(
        {each.at, each.what, each.step, each.reason, each.actor.id});
  view.length = state.length;
  return view;
}

}  // namespace onething::engine
