// SPDX-License-Identifier: Apache-2.0
//
// When a department's system fails again and again, the step goes to the people
// who take over (兜底). Without a role it would be everybody's task, and
// nobody's.
//
// People do not fail, they refuse: a workflow without system steps needs none.

#include <algorithm>

#include "check/checks.h"

namespace onething::check {

void check_no_fallback_role(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.fallback_role.empty()) return;
  const auto step = std::find_if(
      workflow.steps.begin(), workflow.steps.end(), [&facts](const Step& one) {
        const Service* service = facts.service_of(one);
        return service != nullptr && service->by == Performer::system;
      });
  if (step == workflow.steps.end()) return;
  const Spelled& department = workflow.fallback_department.empty()
                                  ? workflow.lead
                                  : workflow.fallback_department;
  findings
      .report(department.span,
              {"check_safety.no_fallback_role",
               {{"workflow", workflow.id.text}, {"step", step->id.text}}},
              {"check_safety.expected_fallback_role", {}},
              {"check_safety.help_fallback_role",
               {{"department", department.text}}})
      .labels.push_back({step->id.span, {"check_safety.label_may_fail", {}}});
}

}  // namespace onething::check
