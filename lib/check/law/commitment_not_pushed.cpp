// SPDX-License-Identifier: Apache-2.0
//
// 《青岛市优化营商环境条例》第二十七条: what was decided on the applicant's
// word is told to whoever supervises it. So some step of kind `notice` has to
// come after it.

#include "check/checks.h"

namespace onething::check {

namespace {

bool is_told(const WorkflowFacts& facts, std::size_t step) {
  const std::vector<Step>& steps = facts.workflow.steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Service* service = facts.service_of(steps[i]);
    if (service == nullptr) return true;  // Nobody knows what it does.
    if (service->kind == ServiceKind::notice && facts.before[i][step])
      return true;
  }
  return false;
}

}  // namespace

void check_commitment_not_pushed(const WorkflowFacts& facts,
                                 Findings& findings) {
  if (facts.is_broken) return;
  const std::vector<Step>& steps = facts.workflow.steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Service* service = facts.service_of(steps[i]);
    if (service == nullptr || !service->commitment || is_told(facts, i))
      continue;
    findings
        .report(
            steps[i].id.span,
            {"check_law.commitment_not_pushed", {{"step", steps[i].id.text}}},
            {"check_law.expected_notice", {}},
            {"check_law.help_commitment_not_pushed", {}})
        .labels.push_back(
            {service->commitment->span, {"check_law.label_commitment", {}}});
  }
}

}  // namespace onething::check
