// SPDX-License-Identifier: Apache-2.0
//
// `on_unknown: query`, and nothing says how to ask: a person would have to find
// out each time, which is what `ask` says.

#include "check/checks.h"

namespace onething::check {

void check_query_not_said(const DepartmentFacts& facts, Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (service.on_unknown != OnUnknown::query || service.call.query ||
        service.by != Performer::system || !service.call.workflow.empty())
      continue;
    findings.report(
        service.on_unknown_span,
        {"check_safety.query_not_said", {{"service", service.id.text}}},
        {"check_safety.expected_query", {}},
        {"check_safety.help_query_not_said", {}});
  }
}

}  // namespace onething::check
