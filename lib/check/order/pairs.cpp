// SPDX-License-Identifier: Apache-2.0

#include "check/order/pairs.h"

#include <map>

#include "check/soundness/proved.h"
#include "logic/reading.h"

namespace onething::check {

namespace {

std::string text_of(const Formula& formula) {
  if (formula.empty()) return {};
  return "=" + logic::canonical_text(formula.ast(), formula.ast().root);
}

}  // namespace

bool never_both(const WorkflowFacts& facts, const Step& a, const Step& b) {
  if (!facts.typed || a.when.empty() || b.when.empty()) return false;
  logic::Reasoner& reasoner = facts.typed->reasoner();
  return reasoner.excludes(reasoner.formula(a.when.ast()),
                           reasoner.formula(b.when.ast())) ==
         logic::Answer::yes;
}

bool side_by_side(const WorkflowFacts& facts, std::size_t a, std::size_t b) {
  const std::vector<Step>& steps = facts.workflow.steps;
  return !facts.before[a][b] && !facts.before[b][a] &&
         !never_both(facts, steps[a], steps[b]) &&
         (!facts.proved || facts.proved->may_meet(a, b));
}

// Templates nest no deeper than the documents they come from.
std::string text_of(const Template& value) {
  std::string text = std::to_string(static_cast<int>(value.kind));
  text += value.literal + text_of(value.formula);
  for (const Template::Part& part : value.parts)
    text += "|" + part.literal + text_of(part.formula);
  for (const Template& item : value.items) text += "[" + text_of(item) + "]";
  for (const auto& [name, member] : value.members)
    text += "{" + name.text + ":" + text_of(member) + "}";
  return text;
}

std::string input_text(const Step& step, std::string_view input) {
  for (const auto& [name, value] : step.with)
    if (name.text == input) return text_of(value);
  return {};
}

std::string inputs_text(const Step& step) {
  std::map<std::string_view, std::string> inputs;
  for (const auto& [name, value] : step.with)
    inputs.emplace(name.text, text_of(value));
  std::string text = text_of(step.for_each);
  for (const auto& [name, value] : inputs)
    text += "\n" + std::string(name) + value;
  return text;
}

}  // namespace onething::check
