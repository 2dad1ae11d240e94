// SPDX-License-Identifier: Apache-2.0
//
// Four eyes between steps that no person does: nobody would ever be kept from
// anything, and whoever reads the file believes in a safeguard that is none.

#include <algorithm>

#include "check/checks.h"
#include "check/people/candidates.h"

namespace onething::check {

void check_not_by_needs_people(const WorkflowFacts& facts, Findings& findings) {
  const std::vector<Step>& steps = facts.workflow.steps;
  const auto report = [&](const Step& step, Span span) {
    findings.report(
        span, {"check_people.not_by_system", {{"step", step.id.text}}},
        {"check_people.expected_person", {}}, {"check_people.help_not_by", {}});
  };
  for (const Step& step : steps) {
    if (step.not_by.empty()) continue;
    if (facts.service_of(step) != nullptr && !is_by_person(facts, step)) {
      report(step, step.not_by.front().span);
      continue;
    }
    for (const Spelled& named : step.not_by) {
      const std::size_t other = find_step(steps, named.text);
      if (other == unresolved || facts.service_of(steps[other]) == nullptr ||
          is_by_person(facts, steps[other]))
        continue;
      report(steps[other], named.span);
    }
  }
}

}  // namespace onething::check
