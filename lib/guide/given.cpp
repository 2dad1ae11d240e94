// SPDX-License-Identifier: Apache-2.0

#include "guide/given.h"

#include <array>
#include <utility>
#include <variant>

#include "expr/evaluate.h"
#include "model/template.h"
#include "model/type_facts.h"

namespace onething::guides {

namespace {

constexpr std::array<std::string_view, 3> kRoots = {"form", "prefill", "each"};

const Value& part(const Value& known, std::string_view name) {
  static const Value nothing = Object{};
  const Value* found = known.find(name);
  return found == nullptr ? nothing : *found;
}

std::optional<Value> evaluated(const Formula& formula, const Value& known) {
  const auto compiled = expr::compile(formula.ast(), kRoots);
  const auto* program = std::get_if<expr::Program>(&compiled);
  if (program == nullptr) return std::nullopt;
  const Value none;
  const std::array<const Value*, 3> roots = {&part(known, "form"),
                                             &part(known, "prefill"), &none};
  expr::EvalResult result = expr::evaluate(*program, {roots});
  if (Value* value = std::get_if<Value>(&result)) return std::move(*value);
  return std::nullopt;
}

}  // namespace

std::optional<bool> happens(const Step& step, const Value& known) {
  if (step.ad_hoc) return false;
  if (step.when.empty()) return true;
  const std::optional<Value> value = evaluated(step.when, known);
  if (!value || value->as<bool>() == nullptr) return std::nullopt;
  return *value->as<bool>();
}

std::vector<Value> elements(const Step& step, const Value& known) {
  if (step.for_each.empty()) return {Value()};
  const std::optional<Value> value = evaluated(step.for_each, known);
  if (!value || value->list() == nullptr) return {};
  return *value->list();
}

std::vector<GivenInput> inputs(const Step& step, const Service& service,
                               const Value& known, const Value& element) {
  std::vector<GivenInput> out;
  const std::array<const Value*, 3> roots = {&part(known, "form"),
                                             &part(known, "prefill"), &element};
  for (const auto& [name, source] : step.with) {
    const Field* field = model::find_field(service.input, name.text);
    const auto compiled = model::CompiledTemplate::compile(source, kRoots);
    const auto* mapping = std::get_if<model::CompiledTemplate>(&compiled);
    if (field == nullptr || mapping == nullptr) continue;
    expr::EvalResult result = mapping->evaluate({roots});
    Value* value = std::get_if<Value>(&result);
    if (value == nullptr) continue;
    if (const Optional* maybe = value->as<Optional>()) {
      if (maybe->content.empty()) continue;
      Value inner = maybe->content.front();
      *value = std::move(inner);
    }
    if (!value->is_null()) out.push_back({field, std::move(*value)});
  }
  return out;
}

}  // namespace onething::guides
