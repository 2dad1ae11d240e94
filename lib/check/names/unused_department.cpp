// SPDX-License-Identifier: Apache-2.0
//
// A department that no workflow uses, leads with or falls back to, and that
// holds nothing that others need not ask for.

#include "check/checks.h"
#include "check/names/project_uses.h"

namespace onething::check {

void check_unused_department(const ProjectFacts& facts, Findings& findings) {
  if (!shows_every_use(facts)) return;
  const std::vector<Department>& departments = facts.project.departments;
  for (std::size_t i = 0; i < departments.size(); ++i) {
    if (uses_department(facts, i)) continue;
    const Department& department = departments[i];
    findings.report(
        department.id.span,
        {"check_names.unused_department", {{"department", department.id.text}}},
        {"check_names.expected_use", {}},
        {"check_names.help_unused_department",
         {{"department", department.id.text}}});
  }
}

}  // namespace onething::check
