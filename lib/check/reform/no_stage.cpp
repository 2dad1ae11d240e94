// SPDX-License-Identifier: Apache-2.0
//
// Where in the life of a person or a business the one-thing belongs; the
// catalogue by life stages shows it there.

#include "check/checks.h"
#include "check/reform/after_figures.h"

namespace onething::check {

void check_no_stage(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.stage.empty()) return;
  if (!involves_several_departments(facts)) return;
  findings.report(workflow.id.span,
                  {"check_reform.no_stage", {{"workflow", workflow.id.text}}},
                  {"check_reform.expected_stage", {}},
                  {"check_reform.help_no_stage", {}});
}

}  // namespace onething::check
