// SPDX-License-Identifier: Apache-2.0
//
// A step waits for a message without a limit and without an alternative: if it
// never comes, the case stands still and nobody is told.

#include <algorithm>

#include "check/checks.h"

namespace onething::check {

namespace {

// Of a group of which others suffice.
bool has_alternative(const Workflow& workflow, const Step& step) {
  return std::any_of(
      workflow.groups.begin(), workflow.groups.end(), [&](const Group& group) {
        const auto needed = static_cast<std::size_t>(group.join.needed);
        return needed > 0 && needed < group.steps.size() &&
               std::any_of(
                   group.steps.begin(), group.steps.end(),
                   [&](const Spelled& id) { return id.text == step.id.text; });
      });
}

}  // namespace

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
