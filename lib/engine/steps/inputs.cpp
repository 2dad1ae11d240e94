// SPDX-License-Identifier: Apache-2.0

#include "engine/steps/inputs.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "engine/life/defects.h"

namespace onething::engine {

namespace {

// Empty where the applicant files in person, and where no grade was stated.
std::string grade_of(const CaseState& state) {
  return state.agent ? state.agent->grade.value_or("") : std::string();
}

// Only what was recorded, so that replay and proofs are exact.
Value facts_of(const CaseState& state) {
  Object facts{{"id", state.id.text},
               {"workflow", state.workflow},
               {"subject", state.subject},
               {"received", state.received_at},
               {"agent_grade", grade_of(state)}};
  if (state.accepted_at) facts.set("accepted", *state.accepted_at);
  return facts;
}

// An optional's content; an empty one is null.
Value plain(Value value) {
  Optional* optional = value.as<Optional>();
  if (optional == nullptr) return value;
  if (optional->content.empty()) return Value();
  Value content = std::move(optional->content.front());
  return content;
}

// Depth is bounded by json_depth_max, here and below.
bool is_in_order(const Value& value) {
  if (const List* list = value.list())
    return std::all_of(list->begin(), list->end(), is_in_order);
  const Object* object = value.object();
  if (object == nullptr) return true;
  const Object::Member* before = nullptr;
  for (const Object::Member& member : *object) {
    if (before != nullptr && member.first < before->first) return false;
    if (!is_in_order(member.second)) return false;
    before = &member;
  }
  return true;
}

// Only what has to be sorted is touched: it would be copied where it is shared.
void sort_members(Value& value) {
  if (is_in_order(value)) return;
  if (List* list = value.as<List>()) {
    for (Value& item : *list) sort_members(item);
    return;
  }
  Object* object = value.object();
  if (object == nullptr) return;
  const auto by_name = [](const Object::Member& a, const Object::Member& b) {
    return a.first < b.first;
  };
  if (!std::is_sorted(object->begin(), object->end(), by_name))
    std::sort(object->begin(), object->end(), by_name);
  for (auto& [name, member] : *object) sort_members(member);
}

}  // namespace

Value sorted(Value value) {
  sort_members(value);
  return value;
}

Roots::Roots(const Definition& definition, const CaseState& state,
             const Value* each, bool reads_case)
    : case_(reads_case ? facts_of(state) : Value(Object{})),
      pointers_{},
      calendar_(definition.calendar) {
  pointers_[root_form] = &state.form;
  pointers_[root_prefill] = &state.prefill;
  pointers_[root_materials] = &state.materials;
  pointers_[root_steps] = &state.steps;
  pointers_[root_case] = &case_;
  pointers_[root_each] = each;
}

std::variant<bool, Message> holds(const Draft& draft,
                                  const expr::Program& when) {
  const Roots roots(draft.definition(), draft.state());
  expr::EvalResult result = expr::evaluate(when, roots.bindings());
  if (auto* error = std::get_if<expr::EvalError>(&result))
    return Message{"engine.when_failed", {{"problem", error->message}}};
  const Value value = plain(std::move(*std::get_if<Value>(&result)));
  const bool* wanted = value.as<bool>();
  if (wanted == nullptr) return Message{"engine.when_not_bool", {}};
  return *wanted;
}

std::variant<bool, Message> is_wanted(const Draft& draft,
                                      const StepPlan& plan) {
  if (!plan.when) return true;
  return holds(draft, *plan.when);
}

std::variant<bool, Message> is_repeated(const Draft& draft,
                                        const StepPlan& plan) {
  if (!plan.repeat) return false;
  return holds(draft, *plan.repeat);
}

std::optional<Term> promised_to(const Draft& draft) {
  for (const PromisePlan& promise : draft.definition().promises) {
    if (!promise.when) return promise.within;
    const auto applies = holds(draft, *promise.when);
    const bool* yes = std::get_if<bool>(&applies);
    if (yes != nullptr && *yes) return promise.within;
  }
  return std::nullopt;
}

std::variant<List, Message> elements_of(const Draft& draft,
                                        const StepPlan& plan) {
  const Roots roots(draft.definition(), draft.state());
  expr::EvalResult result = expr::evaluate(*plan.for_each, roots.bindings());
  if (auto* error = std::get_if<expr::EvalError>(&result))
    return Message{"engine.for_each_failed", {{"problem", error->message}}};
  Value value = plain(std::move(*std::get_if<Value>(&result)));
  if (value.is_null()) return List{};
  List* elements = value.as<List>();
  if (elements == nullptr) return Message{"engine.for_each_not_list", {}};
  if (elements->size() > limits::for_each_max)
    return Message{"engine.for_each_too_many",
                   {{"found", std::to_string(elements->size())},
                    {"max", std::to_string(limits::for_each_max)}}};
  return std::move(*elements);
}

std::variant<Value, Message> input_of(const Draft& draft, const StepPlan& plan,
                                      const Value* each) {
  const Roots roots(draft.definition(), draft.state(), each, plan.reads_case);
  Object raw;
  raw.reserve(plan.input.size());
  for (const InputField& input : plan.input) {
    const std::string& name = input.field->id.text;
    expr::EvalResult result = input.value.evaluate(roots.bindings());
    if (auto* error = std::get_if<expr::EvalError>(&result))
      return Message{"engine.input_failed",
                     {{"field", name}, {"problem", error->message}}};
    Value value = plain(std::move(*std::get_if<Value>(&result)));
    if (!value.is_null()) raw.append(name, sorted(std::move(value)));
  }
  model::Conformed typed =
      model::conform_record(std::move(raw), plan.service->input);
  if (typed.ok()) return std::move(typed.value);
  const model::Defect& first = typed.defects.front();
  return Message{
      "engine.input_unfit",
      {{"field", path_text(first.path)}, {"problem", first.problem}}};
}

const Value* element_of(const StepState& step, std::int64_t iteration) {
  const auto index = static_cast<std::size_t>(iteration);
  if (!step.expanded || index >= step.elements.size()) return nullptr;
  return &step.elements[index];
}

}  // namespace onething::engine
