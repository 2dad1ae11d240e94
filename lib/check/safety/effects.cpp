// SPDX-License-Identifier: Apache-2.0

#include "check/safety/effects.h"

#include <algorithm>

namespace onething::check {

std::string_view method_of(const Service& service) {
  if (service.call.exec || !service.call.http) return "POST";
  return service.call.http->method;
}

bool is_reading(const Service& service) {
  if (service.reads_only) return true;
  return service.by == Performer::system && method_of(service) == "GET";
}

const Service* undo_of(const Department& department, const Service& service) {
  if (service.undo.empty()) return nullptr;
  const auto found =
      std::find_if(department.services.begin(), department.services.end(),
                   [&service](const Service& other) {
                     return other.id.text == service.undo.text;
                   });
  return found == department.services.end() ? nullptr : &*found;
}

std::vector<bool> steps_in_outcome(const WorkflowFacts& facts) {
  std::vector<bool> given(facts.workflow.steps.size(), false);
  for (const FormulaUse& use : facts.formulas) {
    if (use.place != Place::outcome) continue;
    for (const expr::Reference& read : use.reads) {
      if (read.root != "steps" || read.path.empty()) continue;
      const std::size_t step = find_step(facts.workflow.steps, read.path[0]);
      if (step != unresolved) given[step] = true;
    }
  }
  return given;
}

}  // namespace onething::check
