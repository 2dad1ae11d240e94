// SPDX-License-Identifier: Apache-2.0
//
// All of it is done by one department: a service, not a one-thing.

#include <algorithm>

#include "check/checks.h"
#include "check/reform/after_figures.h"

namespace onething::check {

void check_single_department(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || workflow.steps.empty()) return;
  const auto is_unknown = [&facts](const Step& step) {
    return facts.service_of(step) == nullptr;
  };
  if (std::any_of(workflow.steps.begin(), workflow.steps.end(), is_unknown) ||
      std::any_of(workflow.prefill.begin(), workflow.prefill.end(), is_unknown))
    return;
  if (involves_several_departments(facts)) return;
  findings.report(
      workflow.id.span,
      {"check_reform.single_department",
       {{"workflow", workflow.id.text},
        {"department", facts.department_of(workflow.steps[0])->id.text}}},
      {"check_reform.expected_several", {}},
      {"check_reform.help_single_department", {}});
}

}  // namespace onething::check
