// SPDX-License-Identifier: Apache-2.0
//
// Two fields of one form that look like the same question.

#include "check/checks.h"
#include "check/once_only/repeats.h"

namespace onething::check {

void check_asked_twice_by_meaning(const WorkflowFacts& facts,
                                  Findings& findings) {
  for (const RepeatedField& one : facts.repeated_fields) {
    if (one.is_declared) continue;
    Diagnostic& finding = findings.report(
        one.again.field().id.span,
        {"check_once_only.looks_twice",
         {{"field", one.again.path()}, {"first", one.first.path()}}},
        {"check_once_only.expected_once", {}},
        {"check_once_only.help_looks_twice",
         {{"field", one.again.path()}, {"first", one.first.path()}}});
    finding.labels.push_back(
        {one.first.field().id.span, {"check_once_only.label_first", {}}});
  }
}

}  // namespace onething::check
