// SPDX-License-Identifier: Apache-2.0
//
// The department says that the same call sent twice acts twice, and yet the
// call is sent again when no answer came.

#include "check/checks.h"

namespace onething::check {

void check_retried_though_not_idempotent(const DepartmentFacts& facts,
                                         Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (service.idempotent || service.by != Performer::system) continue;
    if (service.on_unknown != OnUnknown::retry) continue;
    findings.report(service.idempotent_span,
                    {"check_safety.retried", {{"service", service.id.text}}},
                    {"check_safety.expected_on_unknown", {}},
                    {"check_safety.help_retried", {}});
  }
}

}  // namespace onething::check
