// SPDX-License-Identifier: Apache-2.0
//
// A prefill already fetches what the form asks for once more.

#include "check/checks.h"
#include "check/once_only/shareable.h"

namespace onething::check {

void check_asks_what_prefill_returns(const WorkflowFacts& facts,
                                     Findings& findings) {
  for (const Shareable& one : facts.shareable) {
    if (one.how != Sharing::prefilled) continue;
    Diagnostic& finding = findings.report(
        one.asked.field().id.span,
        {"check_once_only.prefilled",
         {{"field", one.asked.path()}, {"value", one.value.substr(1)}}},
        {"check_once_only.expected_shared", {}}, how_to_share(one));
    finding.labels.push_back(
        {one.declared, {"check_once_only.label_prefill", {}}});
    finding.labels.push_back(
        {one.held->id.span, {"check_once_only.label_answer", {}}});
  }
}

}  // namespace onething::check
