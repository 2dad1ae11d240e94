// SPDX-License-Identifier: Apache-2.0
//
// A step waits for a message without a limit and without an alternative: if it
// never comes, the case stands still and nobody is told.

#include "check/checks.h"
#include "check/safety/ways_out.h"

namespace onething::check {

void check_message_never_missed(const WorkflowFacts& facts,
                                Findings& findings) {
  for (const Step& step : facts.workflow.steps) {
    const Service* service = facts.service_of(step);
    if (service == nullptr || service->by != Performer::message ||
        step.within || step.ad_hoc || has_alternative(facts.workflow, step))
      continue;
    findings.report(
        step.id.span,
        {"check_safety.message_never_missed",
         {{"step", step.id.text}, {"service", step.uses.text.text}}},
        {"check_safety.expected_way_out", {}},
        {"check_safety.help_message_never_missed", {}});
  }
}

}  // namespace onething::check
