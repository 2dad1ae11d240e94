// SPDX-License-Identifier: Apache-2.0
//
// A service that only reads has nothing to take back: either it does change
// something, and the method is wrong, or the `undo` is.

#include "check/checks.h"
#include "check/safety/effects.h"

namespace onething::check {

void check_undo_of_a_reading(const DepartmentFacts& facts, Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (service.undo.empty() || !is_reading(service)) continue;
    Diagnostic& diagnostic = findings.report(
        service.undo.span,
        {"check_safety.undo_of_a_reading", {{"service", service.id.text}}},
        {"check_safety.expected_no_undo", {}},
        {"check_safety.help_undo_of_a_reading",
         {{"service", service.id.text}}});
    const Span why = service.reads_only  ? service.reads_only_span
                     : service.call.http ? service.call.http->span
                                         : service.id.span;
    diagnostic.labels.push_back({why, {"check_safety.label_reading", {}}});
  }
}

}  // namespace onething::check
