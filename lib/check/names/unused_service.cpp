// SPDX-License-Identifier: Apache-2.0
//
// A service that no workflow uses is kept up to date for nobody, or a workflow
// has forgotten it. One that only takes another back is used as its `undo`.

#include <algorithm>

#include "check/checks.h"
#include "check/names/project_uses.h"

namespace onething::check {

namespace {

bool is_an_undo(const Department& department, const Service& service) {
  return std::any_of(department.services.begin(), department.services.end(),
                     [&service](const Service& other) {
                       return &other != &service &&
                              other.undo.text == service.id.text;
                     });
}

}  // namespace

void check_unused_service(const ProjectFacts& facts, Findings& findings) {
  if (!shows_every_use(facts)) return;
  const std::vector<Department>& departments = facts.project.departments;
  for (std::size_t i = 0; i < departments.size(); ++i) {
    if (!uses_department(facts, i)) continue;  // Said once, of the department.
    const std::vector<Service>& services = departments[i].services;
    for (std::size_t j = 0; j < services.size(); ++j) {
      const Service& service = services[j];
      if (facts.uses[i][j] > 0 || is_an_undo(departments[i], service)) continue;
      findings.report(service.id.span,
                      {"check_names.unused_service",
                       {{"service", service.id.text},
                        {"department", departments[i].id.text}}},
                      {"check_names.expected_use", {}},
                      {"check_names.help_unused_service",
                       {{"service", service.id.text},
                        {"department", departments[i].id.text}}});
    }
  }
}

}  // namespace onething::check
