// SPDX-License-Identifier: Apache-2.0
//
// 能够通过政务信息共享获取的，不得要求申请人提供
// (《国务院关于在线政务服务的若干规定》第七条). The author has said by
// `same_as` that the field is one that a department holds.

#include "check/checks.h"
#include "check/once_only/shareable.h"

namespace onething::check {

void check_asks_what_is_held(const WorkflowFacts& facts, Findings& findings) {
  for (const Shareable& one : facts.shareable) {
    if (one.how != Sharing::declared) continue;
    Diagnostic& finding = findings.report(
        one.asked.field().id.span,
        {"check_once_only.declared",
         {{"field", one.asked.path()}, {"department", one.holder->id.text}}},
        {"check_once_only.expected_shared", {}}, how_to_share(one));
    // Without a service that gives it, only the department can mend this.
    if (one.value.empty()) finding.severity = Severity::warning;
    finding.labels.push_back(
        {one.held->id.span, {"check_once_only.label_held", {}}});
    finding.labels.push_back(
        {one.declared, {"check_once_only.label_declared", {}}});
  }
}

}  // namespace onething::check
