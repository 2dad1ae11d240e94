// SPDX-License-Identifier: Apache-2.0
//
// As promise_over_statutory, for a step that says its own `limit`: the law's
// limit for the service holds in every workflow.

#include <string>

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

void check_step_limit_over_statutory(const WorkflowFacts& facts,
                                     Findings& findings) {
  for (const Step& step : facts.workflow.steps) {
    const Service* service = facts.service_of(step);
    if (service == nullptr || !step.limit || !service->statutory) continue;
    const Limit& statutory = *service->statutory;
    if (!is_over(step.limit->term, statutory.term)) continue;
    const std::string most = to_text(statutory.term);
    findings
        .report(step.limit->span,
                {"check_time.promise_over_statutory",
                 {{"what", step.id.text},
                  {"promise", to_text(step.limit->term)},
                  {"statutory", most}}},
                {"check_time.expected_at_most", {{"most", most}}},
                {"check_time.help_within_statutory", {{"most", most}}})
        .labels.push_back({statutory.span, {"check_time.label_statutory", {}}});
  }
}

}  // namespace onething::check
