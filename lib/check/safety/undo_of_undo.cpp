// SPDX-License-Identifier: Apache-2.0
//
// A service that is its own undo would do the same thing again. And where a
// service only ever takes another back, an `undo` of its own is never called:
// what was taken back is not brought back.

#include <algorithm>

#include "check/checks.h"
#include "check/safety/effects.h"

namespace onething::check {

namespace {

std::size_t uses_of(const DepartmentFacts& facts, const Service& service) {
  const auto& departments = facts.project.project.departments;
  const auto department =
      static_cast<std::size_t>(&facts.department - departments.data());
  const auto index =
      static_cast<std::size_t>(&service - facts.department.services.data());
  return facts.project.uses[department][index];
}

// `service` is a step somewhere, its undo nowhere.
bool only_takes_back(const DepartmentFacts& facts, const Service& service,
                     const Service& undo) {
  const ProjectFacts& project = facts.project;
  const bool is_sound =
      std::none_of(project.broken.begin(), project.broken.end(),
                   [](bool broken) { return broken; });
  return project.has_all_workflows && is_sound && uses_of(facts, service) > 0 &&
         uses_of(facts, undo) == 0;
}

}  // namespace

void check_undo_of_undo(const DepartmentFacts& facts, Findings& findings) {
  for (const Service& service : facts.department.services) {
    const Service* undo = undo_of(facts.department, service);
    if (undo == nullptr) continue;
    if (undo == &service) {
      findings.report(
          service.undo.span,
          {"check_safety.undo_of_itself", {{"service", service.id.text}}},
          {"check_safety.expected_other_service", {}},
          {"check_safety.help_undo_of_itself", {}});
      continue;
    }
    if (undo->undo.empty() || undo->undo.text == undo->id.text ||
        !only_takes_back(facts, service, *undo))
      continue;
    findings
        .report(undo->undo.span,
                {"check_safety.undo_of_undo",
                 {{"undo", undo->id.text}, {"service", service.id.text}}},
                {"check_safety.expected_no_undo", {}},
                {"check_safety.help_undo_of_undo", {}})
        .labels.push_back({service.undo.span, {"check_safety.label_undo", {}}});
  }
}

}  // namespace onething::check
