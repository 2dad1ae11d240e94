// SPDX-License-Identifier: Apache-2.0
//
// What a person does takes time that only a limit can bound: without one,
// nobody can say how long a case takes. A system answers at once or fails.

#include "check/checks.h"

namespace onething::check {

void check_service_without_limit(const DepartmentFacts& facts,
                                 Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (service.by != Performer::person) continue;
    if (service.promised || service.statutory) continue;
    if (facts.project.is_broken(service.id.span)) continue;
    findings.report(
        service.id.span,
        {"check_time.service_without_limit", {{"service", service.id.text}}},
        {"check_time.expected_limit", {}},
        {"check_time.help_service_without_limit", {}});
  }
}

}  // namespace onething::check
