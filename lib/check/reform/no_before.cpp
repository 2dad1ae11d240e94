// SPDX-License-Identifier: Apache-2.0
//
// Without the figures of the time before, nobody can say what the reform saves.
// A workflow of one department is no one-thing; nothing is asked of it.

#include "check/checks.h"
#include "check/reform/after_figures.h"

namespace onething::check {

void check_no_before(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || workflow.before) return;
  if (!involves_several_departments(facts)) return;
  findings.report(workflow.id.span,
                  {"check_reform.no_before", {{"workflow", workflow.id.text}}},
                  {"check_reform.expected_before", {}},
                  {"check_reform.help_no_before", {}});
}

}  // namespace onething::check
