// SPDX-License-Identifier: Apache-2.0
//
// A case as one JSON document. Its members are told in docs/output.md; they are
// only ever added to.

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/limits.h"
#include "onething/report.h"

namespace onething {

namespace {

template <typename T>
Value text_or_null(const std::optional<T>& value) {
  return value ? Value(to_text(*value)) : Value();
}

List texts(const std::vector<std::string>& all) {
  List list;
  for (const std::string& text : all) list.emplace_back(text);
  return list;
}

Value masked(const Value& value, int depth) {
  if (value.is_null() || depth > limits::json_depth_max) return {};
  if (const List* list = value.list()) {
    List out;
    for (const Value& item : *list) out.push_back(masked(item, depth + 1));
    return out;
  }
  if (const Object* object = value.object()) {
    Object out;
    for (const auto& [name, member] : *object)
      out.set(name, masked(member, depth + 1));
    return out;
  }
  if (value.text() != nullptr) return mask(*value.text());
  return mask(
      show_value(value, Sensitivity::open, Masking::none, Language::en));
}

// What must not be read in an outcome, which has no sensitivities of its own:
// what departments gave as personal, and citizen numbers.
class Secrets {
 public:
  void add(const Value& value, int depth) {
    if (depth > limits::json_depth_max) return;
    if (const std::string* text = value.text()) texts_.insert(*text);
    if (const List* list = value.list())
      for (const Value& item : *list) add(item, depth + 1);
    if (const Object* object = value.object())
      for (const auto& [name, member] : *object) add(member, depth + 1);
  }

  Value hide(const Value& value, int depth) const {
    if (depth > limits::json_depth_max) return {};
    if (const List* list = value.list()) {
      List out;
      for (const Value& item : *list) out.push_back(hide(item, depth + 1));
      return out;
    }
    if (const Object* object = value.object()) {
      Object out;
      for (const auto& [name, member] : *object)
        out.set(name, hide(member, depth + 1));
      return out;
    }
    const std::string* text = value.text();
    if (text == nullptr) return value;
    if (texts_.contains(*text) || is_citizen_id(*text)) return mask(*text);
    return value;
  }

 private:
  std::set<std::string, std::less<>> texts_;
};

Secrets secrets_of(const CaseView& view) {
  Secrets secrets;
  for (const StepView& step : view.steps)
    for (const OutputView& output : step.outputs)
      if (output.sensitivity >= Sensitivity::personal)
        secrets.add(output.value, 0);
  return secrets;
}

class Writer {
 public:
  Writer(const CaseView& view, Masking masking, Language language)
      : secrets_(secrets_of(view)), masking_(masking), language_(language) {}

  Value text(const Message& message) const {
    return message.empty() ? Value() : Value(render(message, language_));
  }

  Value open_value(const Value& value) const {
    return masking_ == Masking::none ? value : secrets_.hide(value, 0);
  }

  Value output(const OutputView& output) const {
    const bool hides = masking_ == Masking::personal &&
                       output.sensitivity >= Sensitivity::personal;
    return Object{
        {"field", output.field},
        {"title", output.title.in(language_)},
        {"sensitivity", std::string(sensitivity_word(output.sensitivity))},
        {"value", hides ? masked(output.value, 0) : open_value(output.value)},
        {"kept", output.kept}};
  }

  Value step(const StepView& step) const {
    List inputs;
    for (const InputView& each : step.inputs)
      inputs.push_back(
          Object{{"field", each.field}, {"title", each.title.in(language_)}});
    List outputs;
    for (const OutputView& each : step.outputs) outputs.push_back(output(each));
    return Object{{"step", step.id},
                  {"title", step.title.in(language_)},
                  {"department", step.department},
                  {"department_title", step.department_title.in(language_)},
                  {"prefill", step.is_prefill},
                  {"by_person", step.by_person},
                  {"state", step.status},
                  {"runs", step.runs},
                  {"runs_done", step.runs_done},
                  {"attempts", step.attempts},
                  {"generation", step.generation},
                  {"started_at", text_or_null(step.started_at)},
                  {"ended_at", text_or_null(step.ended_at)},
                  {"retry_at", text_or_null(step.retry_at)},
                  {"until", text_or_null(step.until)},
                  {"late_at", text_or_null(step.late_at)},
                  {"failure", text(step.failure)},
                  {"children", texts(step.children)},
                  {"waits_for", texts(step.waits_for)},
                  {"inputs", std::move(inputs)},
                  {"outputs", std::move(outputs)}};
  }

  Value task(const TaskView& task) const {
    return Object{{"task", task.id},
                  {"kind", task.kind},
                  {"step", task.step},
                  {"title", task.step_title.in(language_)},
                  {"department", task.department},
                  {"department_title", task.department_title.in(language_)},
                  {"role", task.role},
                  {"assignee", task.assignee},
                  {"delegate", task.delegate},
                  {"opened_at", to_text(task.opened_at)},
                  {"due", text_or_null(task.due)},
                  {"may_skip", task.may_skip},
                  {"failure", text(task.failure)}};
  }

  // A note is somebody's words, and may name people: masked like a value.
  Value note(const NoteView& note) const {
    return Object{{"text", open_value(note.text)},
                  {"by", note.by},
                  {"at", to_text(note.at)}};
  }

  Value agent(const Agent& agent) const {
    const bool hides = masking_ == Masking::personal;
    return Object{
        {"id", agent.id},
        {"name", hides ? mask(agent.name) : agent.name},
        {"certificate", hides ? mask(agent.certificate) : agent.certificate},
        {"scope", texts(agent.scope)},
        {"valid_from", text_or_null(agent.valid_from)},
        {"valid_until", text_or_null(agent.valid_until)},
        {"real_name", agent.real_name},
        {"grade", agent.grade ? Value(*agent.grade) : Value()}};
  }

  Value in_force(const InForceView& each) const {
    return Object{{"step", each.step},
                  {"title", each.title.in(language_)},
                  {"department", each.department},
                  {"department_title", each.department_title.in(language_)},
                  {"certain", each.is_certain}};
  }

  Value defect(const CaseDefect& defect) const {
    const bool is_ours = !defect.message.empty();
    return Object{{"field", defect.field},
                  {"title", defect.title},
                  {"problem", is_ours ? text(defect.message)
                                      : open_value(defect.problem)}};
  }

  Value child(const ChildView& child) const {
    List notice;
    for (const CaseDefect& each : child.notice) notice.push_back(defect(each));
    return Object{{"case", child.id.text},
                  {"step", child.step},
                  {"title", child.title.in(language_)},
                  {"state", child.status},
                  {"ended", child.ended},
                  {"notice", std::move(notice)}};
  }

  Value waiting(const Waiting& waiting) const {
    return Object{{"reason", std::string(waiting.what.key)},
                  {"what", text(waiting.what)},
                  {"since", to_text(waiting.since)},
                  {"who", text(waiting.who)},
                  {"command", text(waiting.command)}};
  }

 private:
  Secrets secrets_;
  Masking masking_;
  Language language_;
};

Value disclosure(const Disclosure& moved) {
  return Object{{"field", moved.field},     {"from", moved.from},
                {"to", moved.to},           {"step", moved.step},
                {"service", moved.service}, {"purpose", moved.purpose},
                {"basis", moved.basis},     {"sensitivity", moved.sensitivity},
                {"at", to_text(moved.at)}};
}

Value clock_of(const ClockView& clock) {
  return Object{{"clock", clock.id},
                {"budget", to_text(clock.budget)},
                {"extra", text_or_null(clock.extra)},
                {"due", text_or_null(clock.due)},
                {"running", clock.running},
                {"expired", clock.expired},
                {"stands_still", clock.stands_still}};
}

Object head_of(const CaseView& view, Value subject, Language language) {
  return Object{
      {"case", view.id.text},
      {"project", view.project},
      {"workflow", view.workflow},
      {"title", view.title.in(language)},
      {"definition", view.definition},
      {"subject", std::move(subject)},
      {"state", view.status},
      {"ended", view.ended},
      {"received_at", to_text(view.received_at)},
      {"accepted_at", text_or_null(view.accepted_at)},
      {"changed_at", to_text(view.changed_at)},
      {"ended_at", text_or_null(view.ended_at)},
      {"paused_since", text_or_null(view.paused_since)},
      {"national_code",
       view.national_code.empty() ? Value() : Value(view.national_code)},
      {"place", view.place.empty() ? Value() : Value(view.place)},
      {"promise", text_or_null(view.promise)},
      {"due", text_or_null(view.due)},
      {"working_days", view.working_days ? Value(*view.working_days) : Value()},
      {"corrections", view.corrections},
      {"events", view.length}};
}

}  // namespace

Value to_document(const CaseView& view, const std::vector<Disclosure>& moved,
                  Masking masking, Language language) {
  const Writer writer(view, masking, language);
  const bool hides = masking == Masking::personal &&
                     view.subject_sensitivity >= Sensitivity::personal;
  Object document = head_of(
      view, hides ? Value(mask(view.subject)) : writer.open_value(view.subject),
      language);
  document.set("outcome", writer.open_value(view.outcome));
  List kept;
  List steps;
  for (const StepView& step : view.steps) {
    steps.push_back(writer.step(step));
    for (const OutputView& output : step.outputs) {
      if (!output.kept) continue;
      Value row = writer.output(output);
      row.object()->set("step", step.id);
      kept.push_back(std::move(row));
    }
  }
  document.set("kept", std::move(kept));
  document.set("steps", std::move(steps));
  List tasks;
  for (const TaskView& task : view.tasks) tasks.push_back(writer.task(task));
  document.set("tasks", std::move(tasks));
  List undo;
  for (const StepView& step : view.undo) undo.push_back(writer.step(step));
  document.set("undo", std::move(undo));
  document.set("compensated", view.compensated);
  List in_force;
  for (const InForceView& each : view.in_force)
    in_force.push_back(writer.in_force(each));
  document.set("in_force", std::move(in_force));
  List notice;
  for (const CaseDefect& defect : view.notice)
    notice.push_back(writer.defect(defect));
  document.set("notice", std::move(notice));
  document.set("tolerated", texts(view.tolerated));
  List clocks;
  for (const ClockView& clock : view.clocks) clocks.push_back(clock_of(clock));
  document.set("clocks", std::move(clocks));
  List pauses;
  for (const PauseView& pause : view.pauses)
    pauses.push_back(Object{{"why", pause.why},
                            {"from", to_text(pause.from)},
                            {"to", text_or_null(pause.to)}});
  document.set("pauses", std::move(pauses));
  List possible;
  for (const EventView& event : view.events) {
    List who;
    for (const OfficeView& office : event.who)
      who.push_back(
          Object{{"department", office.department}, {"role", office.role}});
    possible.push_back(Object{{"event", event.id},
                              {"title", event.title.in(language)},
                              {"needs_reason", event.needs_reason},
                              {"who", std::move(who)}});
  }
  document.set("possible_events", std::move(possible));
  document.set("agent", view.agent ? writer.agent(*view.agent) : Value());
  document.set("first_handler", view.first_handler);
  List notes;
  for (const NoteView& each : view.notes) notes.push_back(writer.note(each));
  document.set("notes", std::move(notes));
  document.set("files", static_cast<std::int64_t>(view.files.size()));
  document.set("parent", view.parent);
  List children;
  for (const ChildView& child : view.children)
    children.push_back(writer.child(child));
  document.set("children", std::move(children));
  document.set("denied_by", view.denied_by);
  document.set("reason", view.reason);
  document.set("basis", view.basis);
  document.set("remedies", texts(view.remedies));
  List mendings;
  for (const MendingView& each : view.mendings)
    mendings.push_back(Object{{"at", to_text(each.at)},
                              {"what", each.what},
                              {"step", each.step},
                              {"reason", each.reason},
                              {"actor", each.actor}});
  document.set("mendings", std::move(mendings));
  List waiting;
  if (!view.ended)
    for (const Waiting& each : why_waiting(view, language))
      waiting.push_back(writer.waiting(each));
  document.set("waiting", std::move(waiting));
  List data;
  for (const Disclosure& each : moved) data.push_back(disclosure(each));
  document.set("data", std::move(data));
  return document;
}

}  // namespace onething
