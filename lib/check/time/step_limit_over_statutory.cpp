// SPDX-License-Identifier: Apache-2.0
//
// As promise_over_statutory, for a step that says its own `limit`: the law's
// limit for the service holds in every workflow.

#include "check/checks.h"
#include "check/time/over_statutory.h"

namespace onething::check {

void check_step_limit_over_statutory(const WorkflowFacts& facts,
                                     Findings& findings) {
  for (const Step& step : facts.workflow.steps) {
    const Service* service = facts.service_of(step);
    if (service != nullptr && step.limit && service->statutory)
      report_over_statutory(findings, step.id.text, *step.limit,
                            *service->statutory);
  }
}

}  // namespace onething::check
