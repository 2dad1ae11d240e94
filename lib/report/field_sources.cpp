// SPDX-License-Identifier: Apache-2.0

#include "report/field_sources.h"

#include <algorithm>
#include <vector>

#include "model/formula_uses.h"

namespace onething::report {

namespace {

// form.owner.name is of form.owner, steps.tax.receipt.no of steps.tax.receipt.
std::string value_name(const expr::Reference& read) {
  const std::size_t parts =
      read.root == "steps" || read.root == "prefill" ? 2 : 1;
  std::string name(read.root);
  for (std::size_t i = 0; i < std::min(parts, read.path.size()); ++i)
    name += "." + std::string(read.path[i]);
  return name;
}

}  // namespace

FieldSources::FieldSources(const Workflow& workflow) {
  using model::Place;
  std::map<std::string, std::set<std::string>> elements;  // By step.
  std::vector<std::pair<std::string, std::string>> from_each;
  for (const model::FormulaUse& use : model::formula_uses(workflow)) {
    const bool is_prefill = use.place == Place::prefill_with;
    const bool is_elements = use.place == Place::step_for_each;
    if (!is_prefill && !is_elements && use.place != Place::step_with) continue;
    const std::string step =
        is_prefill ? "prefill." + workflow.prefill[use.owner].id.text
                   : workflow.steps[use.owner].id.text;
    const std::string input(use.member);
    std::set<std::string>& found =
        is_elements ? elements[step] : sources_[step][input];
    for (const expr::Reference& read : use.reads) {
      if (read.root == "each")
        from_each.emplace_back(step, input);
      else if (read.root != "case")
        found.insert(value_name(read));
    }
  }
  for (const auto& [step, input] : from_each)
    sources_[step][input].insert(elements[step].begin(), elements[step].end());
}

const std::set<std::string>& FieldSources::of(const std::string& step,
                                              const std::string& input) const {
  const auto found = sources_.find(step);
  if (found == sources_.end()) return none_;
  const auto inputs = found->second.find(input);
  return inputs == found->second.end() ? none_ : inputs->second;
}

// Types nest no deeper than the documents that they were read from.
Sensitivity sensitivity_of(const Type& type) {
  Sensitivity most = type.sensitivity;
  for (const Type& element : type.element)
    most = std::max(most, sensitivity_of(element));
  for (const Field& field : type.fields)
    most = std::max(most, sensitivity_of(field.type));
  return most;
}

}  // namespace onething::report
