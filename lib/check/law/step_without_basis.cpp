// SPDX-License-Identifier: Apache-2.0
//
// 《优化营商环境条例》第三十五条: no step may be added to a service without a
// basis in a law, regulation or rule. Telling other offices is no step for the
// applicant.

#include "check/checks.h"
#include "check/law/bases.h"

namespace onething::check {

void check_step_without_basis(const ProjectFacts& facts, Findings& findings) {
  for (const UsedService& used : services_in_steps(facts)) {
    const Service& service = *used.service;
    if (!service.basis.empty() || service.kind == ServiceKind::notice) continue;
    // What a person decides is refusal_without_basis.
    if (service.by != Performer::system) continue;
    findings
        .report(
            service.id.span,
            {"check_law.step_without_basis", {{"service", service.id.text}}},
            {"check_law.expected_basis", {}},
            {"check_law.help_step_without_basis", {}})
        .labels.push_back(
            {used.step->uses.text.span,
             {"check_law.label_used", {{"step", used.step->id.text}}}});
  }
}

}  // namespace onething::check
