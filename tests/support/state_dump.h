// SPDX-License-Identifier: Apache-2.0
//
// A case's whole state as one text, so that two states can be compared and a
// difference can be read.

#pragma once

#include <string>

#include "engine/case_state.h"
#include "onething/value.h"

namespace onething::testing {

template <typename T>
Value maybe(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

inline Value dump_defects(const std::vector<CaseDefect>& defects) {
  List list;
  for (const CaseDefect& d : defects)
    list.push_back(Object{{"field", d.field},
                          {"title", d.title},
                          {"problem", d.problem},
                          {"message", render(d.message, Language::en)}});
  return list;
}

inline Value dump_texts(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.push_back(text);
  return list;
}

inline Value dump_run(const engine::RunState& run) {
  return Object{{"status", static_cast<std::int64_t>(run.status)},
                {"generation", run.generation},
                {"attempt", run.attempt},
                {"attempts_before", run.attempts_before},
                {"key", run.key},
                {"service", run.service},
                {"department", run.department},
                {"input", run.input},
                {"request", run.request},
                {"child", run.child},
                {"child_workflow", run.child_workflow},
                {"child_key", run.child_key},
                {"output", run.output},
                {"defects", dump_defects(run.defects)},
                {"noticed", run.noticed},
                {"retry_at", maybe(run.retry_at)},
                {"until", maybe(run.until)},
                {"late_at", maybe(run.late_at)},
                {"is_late", run.is_late},
                {"joined", run.joined},
                {"started_at", maybe(run.started_at)},
                {"ended_at", maybe(run.ended_at)},
                {"failure", run.failure},
                {"details", run.details},
                {"queries", run.queries},
                {"queries_failed", run.queries_failed},
                {"queries_early", run.queries_early},
                {"answer_due", maybe(run.answer_due)},
                {"is_overdue", run.is_overdue},
                {"refusal_reason", run.refusal_reason},
                {"refusal_basis", run.refusal_basis},
                {"refusal_remedies", dump_texts(run.refusal_remedies)},
                {"may_have_acted", run.may_have_acted}};
}

inline Value dump_step(const engine::StepState& step) {
  List runs;
  for (const engine::RunState& run : step.runs) runs.push_back(dump_run(run));
  return Object{{"id", step.id},
                {"expanded", step.expanded},
                {"recheck", step.recheck},
                {"generation", step.generation},
                {"elements", step.elements},
                {"runs", runs},
                {"skipped", step.skipped},
                {"joined", step.joined},
                {"called", step.called},
                {"hands", dump_texts(step.hands)}};
}

inline Value dump_task(const engine::TaskState& task) {
  return Object{{"id", task.id},
                {"kind", task.kind},
                {"step", task.run.step},
                {"iteration", task.run.iteration},
                {"department", task.department},
                {"role", task.role},
                {"assignee", task.assignee},
                {"delegate", task.delegate},
                {"open", task.open},
                {"version", task.version},
                {"opened_at", task.opened_at},
                {"due", maybe(task.due)}};
}

inline Value dump_clocks(const engine::CaseState& state) {
  List clocks;
  for (const engine::ClockState& clock : state.clocks)
    clocks.push_back(Object{{"id", clock.id},
                            {"budget", clock.budget},
                            {"extra", maybe(clock.extra)},
                            {"from", clock.from},
                            {"due", maybe(clock.due)},
                            {"ends_at", maybe(clock.ends_at)},
                            {"running", clock.running},
                            {"expired", clock.expired},
                            {"reminded", clock.reminded},
                            {"escalated", clock.escalated}});
  List pauses;
  for (const engine::ClockPause& pause : state.pauses)
    pauses.push_back(Object{
        {"why", pause.why}, {"from", pause.from}, {"to", maybe(pause.to)}});
  return Object{{"clocks", clocks},
                {"pauses", pauses},
                {"special", state.special ? state.special->name : ""},
                {"place", state.place},
                {"leaving", state.leaving},
                {"entered_at", maybe(state.entered_at)},
                {"supplemented_by", state.supplemented_by},
                {"termination_requested", state.termination_requested}};
}

inline Value dump_runs(const std::vector<RunName>& runs) {
  List list;
  for (const RunName& run : runs)
    list.push_back(Object{{"step", run.step}, {"iteration", run.iteration}});
  return list;
}

inline Value dump_acts(const std::vector<engine::Act>& acts) {
  List list;
  for (const engine::Act& act : acts)
    list.push_back(Object{{"step", act.run.step},
                          {"iteration", act.run.iteration},
                          {"superseded", act.superseded},
                          {"input", act.input},
                          {"output", act.output}});
  return list;
}

inline Value dump_people(const engine::CaseState& state) {
  List notes;
  for (const engine::NoteState& each : state.notes)
    notes.push_back(
        Object{{"text", each.text}, {"by", each.by}, {"at", each.at}});
  List files;
  for (const engine::FileState& each : state.files)
    files.push_back(Object{{"name", each.name},
                           {"digest", each.digest},
                           {"stored", each.stored},
                           {"size", each.size},
                           {"media_type", each.media_type},
                           {"by", each.by},
                           {"at", each.at}});
  Value agent;
  if (state.agent)
    agent = Object{{"id", state.agent->id},
                   {"name", state.agent->name},
                   {"certificate", state.agent->certificate},
                   {"scope", dump_texts(state.agent->scope)},
                   {"valid_from", maybe(state.agent->valid_from)},
                   {"valid_until", maybe(state.agent->valid_until)},
                   {"real_name", state.agent->real_name}};
  return Object{{"submitted_by", state.submitted_by},
                {"first_handler", state.first_handler},
                {"agent", agent},
                {"notes", notes},
                {"files", files}};
}

inline std::string dump(const engine::CaseState& state) {
  List steps;
  for (const engine::StepState& step : state.step_states)
    steps.push_back(dump_step(step));
  List tasks;
  for (const engine::TaskState& task : state.tasks)
    tasks.push_back(dump_task(task));
  List messages;
  for (const engine::KeptMessage& each : state.messages)
    messages.push_back(Object{{"id", each.id},
                              {"service", each.service},
                              {"input", each.input},
                              {"output", each.output}});
  return to_canonical(
      Object{{"status", engine::status_word(state.status)},
             {"id", state.id.text},
             {"project", state.project},
             {"workflow", state.workflow},
             {"definition", state.definition},
             {"submission_key", state.submission_key},
             {"input_digest", state.input_digest},
             {"subject", state.subject},
             {"parent", state.parent},
             {"parent_step", state.parent_run.step},
             {"title", state.title},
             {"seed", state.seed},
             {"received_at", state.received_at},
             {"changed_at", state.changed_at},
             {"accepted_at", maybe(state.accepted_at)},
             {"ended_at", maybe(state.ended_at)},
             {"paused_since", maybe(state.paused_since)},
             {"paused_days", state.paused_days},
             {"promise", maybe(state.promise)},
             {"due", maybe(state.due)},
             {"working_days", maybe(state.working_days)},
             {"form", state.form},
             {"materials", state.materials},
             {"tolerated", dump_texts(state.tolerated)},
             {"prefill", state.prefill},
             {"outputs", state.steps},
             {"steps", steps},
             {"tasks", tasks},
             {"messages", messages},
             {"seen_messages", dump_texts(state.seen_messages)},
             {"notice", dump_defects(state.notice)},
             {"life", dump_clocks(state)},
             {"people", dump_people(state)},
             {"corrections", state.corrections},
             {"withdrawal_requested", state.withdrawal_requested},
             {"reason", state.reason},
             {"basis", state.basis},
             {"remedies", dump_texts(state.remedies)},
             {"denied_by", state.denied_by},
             {"refused", state.refused},
             {"acts", dump_acts(state.acts)},
             {"undo_order", dump_runs(state.undo_order)},
             {"undo_given_up", dump_runs(state.undo_given_up)},
             {"compensated", state.compensated},
             {"outcome", state.outcome},
             {"outcome_failure", state.outcome_failure},
             {"outcome_details", state.outcome_details},
             {"length", state.length}});
}

}  // namespace onething::testing
