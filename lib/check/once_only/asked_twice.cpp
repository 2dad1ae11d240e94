// SPDX-License-Identifier: Apache-2.0
//
// Two fields of one form that the author has declared to be the same.

#include "check/checks.h"
#include "check/once_only/repeats.h"

namespace onething::check {

void check_asked_twice(const WorkflowFacts& facts, Findings& findings) {
  for (const RepeatedField& one : facts.repeated_fields) {
    if (!one.is_declared) continue;
    Diagnostic& finding = findings.report(
        one.again.field().id.span,
        {"check_once_only.asked_twice",
         {{"field", one.again.path()}, {"first", one.first.path()}}},
        {"check_once_only.expected_once", {}},
        {"check_once_only.help_once",
         {{"field", one.again.path()}, {"first", one.first.path()}}});
    finding.labels.push_back(
        {one.first.field().id.span, {"check_once_only.label_first", {}}});
  }
}

}  // namespace onething::check
