// SPDX-License-Identifier: Apache-2.0
//
// Nobody has declared it, but id, title and type say that a department holds
// what the form asks for.

#include "check/checks.h"
#include "check/once_only/shareable.h"

namespace onething::check {

void check_looks_held(const WorkflowFacts& facts, Findings& findings) {
  for (const Shareable& one : facts.shareable) {
    if (one.how != Sharing::held) continue;
    Diagnostic& finding = findings.report(
        one.asked.field().id.span,
        {"check_once_only.looks_held",
         {{"field", one.asked.path()}, {"department", one.holder->id.text}}},
        {"check_once_only.expected_shared", {}}, how_to_share(one));
    finding.labels.push_back(
        {one.held->id.span, {"check_once_only.label_held", {}}});
  }
}

}  // namespace onething::check
