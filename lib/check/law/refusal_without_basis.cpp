// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第三十八条: a refusal gives its reasons. Who decides without a
// basis in the catalogue has to think of one when refusing.

#include "check/checks.h"
#include "check/law/bases.h"

namespace onething::check {

void check_refusal_without_basis(const ProjectFacts& facts,
                                 Findings& findings) {
  for (const UsedService& used : services_in_steps(facts)) {
    const Service& service = *used.service;
    if (service.by != Performer::person || !service.basis.empty()) continue;
    // Nobody refuses a notice.
    if (service.kind == ServiceKind::notice) continue;
    findings
        .report(
            service.id.span,
            {"check_law.refusal_without_basis", {{"service", service.id.text}}},
            {"check_law.expected_basis", {}},
            {"check_law.help_refusal_without_basis", {}})
        .labels.push_back(
            {used.step->uses.text.span,
             {"check_law.label_used", {{"step", used.step->id.text}}}});
  }
}

}  // namespace onething::check
