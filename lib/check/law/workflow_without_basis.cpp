// SPDX-License-Identifier: Apache-2.0
//
// A service to the public names what it is founded on:
// 《优化营商环境条例》第三十五 条 for its conditions and steps, and every guide
// shows it.

#include "check/checks.h"

namespace onething::check {

void check_workflow_without_basis(const WorkflowFacts& facts,
                                  Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.basis.empty()) return;
  findings.report(
      workflow.id.span,
      {"check_law.workflow_without_basis", {{"workflow", workflow.id.text}}},
      {"check_law.expected_basis", {}},
      {"check_law.help_workflow_without_basis", {}});
}

}  // namespace onething::check
