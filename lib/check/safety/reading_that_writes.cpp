// SPDX-License-Identifier: Apache-2.0
//
// Said to read only, and called with a method that is there to change things.

#include "check/checks.h"
#include "check/safety/effects.h"

namespace onething::check {

void check_reading_that_writes(const DepartmentFacts& facts,
                               Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (!service.reads_only || service.by != Performer::system) continue;
    const std::string_view method = method_of(service);
    if (method != "PUT" && method != "PATCH" && method != "DELETE") continue;
    findings
        .report(
            service.reads_only_span,
            {"check_safety.reading_that_writes",
             {{"service", service.id.text}, {"method", std::string(method)}}},
            {"check_safety.expected_effect", {}},
            {"check_safety.help_reading_that_writes", {}})
        .labels.push_back(
            {service.call.http->span, {"check_safety.label_method", {}}});
  }
}

}  // namespace onething::check
