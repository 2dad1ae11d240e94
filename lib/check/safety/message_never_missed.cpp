// SPDX-License-Identifier: Apache-2.0
//
// A step waits for a message without a limit and without an alternative: if it
// never comes, the case stands still and nobody is told.

#include <vector>

#include "check/checks.h"
#include "check/safety/ways_out.h"

namespace onething::check {

void check_message_never_missed(const WorkflowFacts& facts,
                                Findings& findings) {
  const std::vector<Step>& steps = facts.workflow.steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    const Service* service = facts.service_of(step);
    if (service == nullptr || service->by != Performer::message ||
        step.within || step.ad_hoc)
      continue;
    const Standstill standstill =
        standstill_at(facts, facts.workflow.prefill.size() + i);
    if (!standstill.is_possible) continue;
    Diagnostic& finding = findings.report(
        step.id.span,
        {"check_safety.message_never_missed",
         {{"step", step.id.text}, {"service", step.uses.text.text}}},
        {"check_safety.expected_way_out", {}},
        {"check_safety.help_message_never_missed", {}});
    if (standstill.state != nullptr)
      finding.labels.push_back(
          {standstill.state->id.span, {"check_safety.label_standstill", {}}});
  }
}

}  // namespace onething::check
