// SPDX-License-Identifier: Apache-2.0
//
// The applicant still has to come more than once (最多跑一次).

#include <algorithm>
#include <string>

#include "check/checks.h"
#include "check/reform/after_figures.h"

namespace onething::check {

void check_several_visits(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  const bool asks_for_any = std::any_of(
      workflow.steps.begin(), workflow.steps.end(), [&facts](const Step& step) {
        const Service* service = facts.service_of(step);
        return service != nullptr && service->visits > 0;
      });
  if (facts.is_broken || !asks_for_any) return;
  if (figures_at_most(facts).visits < 2) return;
  const AfterFigures after = after_figures(facts);
  if (after.visits < 2 || !after.is_exact) return;
  const std::int64_t visits = after.visits;
  Diagnostic& diagnostic = findings.report(
      workflow.id.span,
      {"check_reform.several_visits",
       {{"workflow", workflow.id.text}, {"visits", std::to_string(visits)}}},
      {"check_reform.expected_one_visit", {}},
      {"check_reform.help_several_visits", {}});
  for (const Step& step : workflow.steps) {
    const Service* service = facts.service_of(step);
    if (service != nullptr && service->visits > 0)
      diagnostic.labels.push_back(
          {step.uses.text.span,
           {"check_reform.label_visits",
            {{"visits", std::to_string(service->visits)}}}});
  }
}

}  // namespace onething::check
