// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "engine/people/tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"
#include "onething/id.h"

namespace onething::engine {

namespace {

// The most careful handling that anything inside asks for. Types nest no
// deeper than the document they stand in.
Sensitivity sensitivity_of(const Type& type) {
  Sensitivity highest = type.sensitivity;
  for (const Type& element : type.element)
    highest = std::max(highest, sensitivity_of(element));
  for (const Field& field : type.fields)
    highest = std::max(highest, sensitivity_of(field.type));
  return highest;
}

// How long the JSON of a value is at the most, without printing it. Depth is
// bounded by json_depth_max.
std::size_t json_bytes_at_most(const Value& value) {
  // Every character may have to be written as \u0000.
  constexpr std::size_t escaped = 6;
  if (const std::string* text = value.text()) return escaped * text->size() + 2;
  std::size_t bytes = 2;
  if (const List* list = value.list()) {
    for (const Value& item : *list) bytes += json_bytes_at_most(item) + 1;
    return bytes;
  }
  if (const Object* object = value.object()) {
    for (const auto& [name, member] : *object)
      bytes += escaped * name.size() + 4 + json_bytes_at_most(member);
    return bytes;
  }
  switch (value.kind()) {
    case Value::Kind::bytes:
    case Value::Kind::map:
    case Value::Kind::type:
    case Value::Kind::optional:
      return limits::request_bytes_max + 1;
    default:
      return 64;
  }
}

// Exactly, where it might be too much.
std::size_t request_bytes(const Value& input) {
  const std::size_t bytes = json_bytes_at_most(input);
  return bytes <= limits::request_bytes_max ? bytes : to_json(input).size();
}

std::vector<SentField> sent_fields(const StepPlan& plan, const Value& input) {
  std::vector<SentField> sent;
  for (const InputField& given : plan.input) {
    const Field& field = *given.field;
    if (input.find(field.id.text) == nullptr) continue;
    sent.push_back(sent_field(plan, field, given.from));
  }
  return sent;
}

void start_child(Draft& draft, const StepPlan& plan, const RunName& name,
                 Value input) {
  const std::string& workflow = plan.service->call.workflow.text;
  ChildStarted started;
  started.run = name;
  started.generation = draft.step(plan).generation;
  started.key = make_step_key(draft.state().id, plan.id, name.iteration,
                              started.generation);
  started.department = plan.department->id.text;
  started.service = plan.service->id.text;
  started.workflow = workflow;
  started.submission_key = started.key;
  started.case_id =
      make_case_id(draft.state().project, workflow, started.key).text;
  started.sent = sent_fields(plan, input);
  started.input = std::move(input);
  draft.emit(std::move(started));
  limit_run(draft, plan, name);
}

void start_run(Draft& draft, const StepPlan& plan, std::int64_t iteration) {
  const RunName name{plan.id, iteration};
  if (plan.step->wait) return begin_wait(draft, plan, name);
  const StepState& step = draft.step(plan);
  auto computed = input_of(draft, plan, element_of(step, iteration));
  if (auto* problem = std::get_if<Message>(&computed))
    return fail_run(draft, plan, name, *problem);
  Value input = std::move(*std::get_if<Value>(&computed));
  if (plan.service->by == Performer::message)
    return await_message(draft, plan, name, std::move(input));
  if (!plan.service->call.workflow.empty())
    return start_child(draft, plan, name, std::move(input));
  std::vector<SentField> sent = sent_fields(plan, input);
  begin_run(draft, plan, name, step.generation, std::move(input),
            std::move(sent));
}

// A step that cannot be computed still needs a place where its failure stands:
// run 0, of one unknown element where there should have been a list.
void fail_step(Draft& draft, const StepPlan& plan, const Message& problem) {
  if (plan.for_each) draft.emit(StepExpanded{plan.id, {Value()}});
  fail_run(draft, plan, {plan.id, 0}, problem);
}

}  // namespace

void start_repetition(Draft& draft, const StepPlan& plan) {
  const std::size_t count = draft.step(plan).runs.size();
  start_run(draft, plan, static_cast<std::int64_t>(count) - 1);
}

SentField sent_field(const StepPlan& plan, const Field& field,
                     std::vector<std::string> from) {
  return {field.id.text, std::move(from), field.purpose,
          field.basis.empty() ? plan.service->basis : field.basis,
          std::string(sensitivity_word(sensitivity_of(field.type)))};
}

void begin_run(Draft& draft, const StepPlan& plan, const RunName& run,
               std::int64_t generation, Value input,
               std::vector<SentField> sent) {
  input = sorted(std::move(input));
  const std::size_t bytes = request_bytes(input);
  if (bytes > limits::request_bytes_max)
    return fail_run(draft, plan, run,
                    {"engine.request_too_large",
                     {{"found", std::to_string(bytes)},
                      {"max", std::to_string(limits::request_bytes_max)}}});
  const bool by_person = plan.service->by == Performer::person;
  StepStarted started;
  started.run = run;
  started.generation = generation;
  started.key =
      make_step_key(draft.state().id, plan.id, run.iteration, generation);
  started.department = plan.department->id.text;
  started.service = plan.service->id.text;
  started.by_person = by_person;
  started.sent = std::move(sent);
  started.input = std::move(input);
  draft.emit(std::move(started));
  if (by_person) open_work_task(draft, plan, run);
  // The time that a step is given is not that of taking it back.
  if (!plan.is_undo) limit_run(draft, plan, run);
}

void start_step(Draft& draft, const StepPlan& plan) {
  const auto wanted = is_wanted(draft, plan);
  if (const auto* problem = std::get_if<Message>(&wanted))
    return fail_step(draft, plan, *problem);
  if (!*std::get_if<bool>(&wanted))
    return draft.emit(StepSkipped{plan.id, {}, "condition", draft.actor()});
  if (!plan.for_each) return start_run(draft, plan, 0);
  auto elements = elements_of(draft, plan);
  if (auto* problem = std::get_if<Message>(&elements))
    return fail_step(draft, plan, *problem);
  draft.emit(StepExpanded{plan.id, std::move(*std::get_if<List>(&elements))});
  const std::size_t count = draft.step(plan).runs.size();
  for (std::size_t i = 0; i < count; ++i)
    if (draft.step(plan).runs[i].status == RunStatus::waiting)
      start_run(draft, plan, static_cast<std::int64_t>(i));
}

}  // namespace onething::engine
