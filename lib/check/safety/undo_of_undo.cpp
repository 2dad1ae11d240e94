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

// Some workflow uses it as a step, or may do so.
bool may_be_a_step(const DepartmentFacts& facts, const Service& service) {
  const ProjectFacts& project = facts.project;
  if (!project.has_all_workflows) return true;
  const auto& departments = project.project.departments;
  const auto department =
      static_cast<std::size_t>(&facts.department - departments.data());
  const auto index =
      static_cast<std::size_t>(&service - facts.department.services.data());
  return project.uses[department][index] > 0 ||
         std::find(project.broken.begin(), project.broken.end(), true) !=
             project.broken.end();
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
        may_be_a_step(facts, *undo))
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
