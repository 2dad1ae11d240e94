// SPDX-License-Identifier: Apache-2.0
//
// A text with `${…}` carries a personal value into a title, a notice or a file
// name that nobody treats as personal.

#include "check/checks.h"
#include "check/privacy/recipients.h"

namespace onething::check {

void check_personal_in_text(const WorkflowFacts& facts, Findings& findings) {
  for (const PersonalFlow& one : personal_flows(facts)) {
    if (one.step == nullptr || !one.flow->in_text) continue;
    const Field& target = *one.flow->target;
    if (highest_sensitivity(target.type) >= Sensitivity::personal) continue;
    Diagnostic& finding = findings.report(
        one.flow->span,
        {"check_privacy.in_text",
         {{"path", one.flow->from.path(facts.workflow)},
          {"service", one.step->uses.text.text},
          {"input", target.id.text}}},
        {"check_privacy.expected_text", {}},
        {"check_privacy.help_text", {{"input", target.id.text}}});
    finding.labels.push_back(
        {target.id.span, {"check_privacy.label_text", {}}});
  }
}

}  // namespace onething::check
