// SPDX-License-Identifier: Apache-2.0
//
// The lead department does nothing in the workflow: no step, no prefill, and
// it is not written down as the one that takes over.

#include <algorithm>

#include "check/checks.h"

namespace onething::check {

void check_idle_lead(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || workflow.lead_department == unresolved) return;
  const auto is_done_by_lead = [&workflow](const Step& step) {
    return step.uses.department == workflow.lead_department ||
           step.uses.department == unresolved;
  };
  const bool works = std::any_of(workflow.steps.begin(), workflow.steps.end(),
                                 is_done_by_lead) ||
                     std::any_of(workflow.prefill.begin(),
                                 workflow.prefill.end(), is_done_by_lead);
  if (works || workflow.fallback_department.text == workflow.lead.text) return;
  findings.report(
      workflow.lead.span,
      {"check_names.idle_lead",
       {{"department", workflow.lead.text}, {"workflow", workflow.id.text}}},
      {"check_names.expected_working_lead", {}},
      {"check_names.help_idle_lead", {{"department", workflow.lead.text}}});
}

}  // namespace onething::check
