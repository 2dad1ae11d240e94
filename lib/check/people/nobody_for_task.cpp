// SPDX-License-Identifier: Apache-2.0
//
// A step that a person does, in a project whose people are named, and none of
// them could claim its task.

#include "check/checks.h"
#include "check/people/candidates.h"

namespace onething::check {

void check_nobody_for_task(const WorkflowFacts& facts, Findings& findings) {
  if (facts.project.project.file.people.empty()) return;
  for (const Step& step : facts.workflow.steps) {
    if (!is_by_person(facts, step) || !candidates(facts, step).empty())
      continue;
    const std::string& department = facts.department_of(step)->id.text;
    findings.report(step.uses.text.span,
                    {"check_people.nobody",
                     {{"step", step.id.text},
                      {"department", department},
                      {"post", facts.service_of(step)->role}}},
                    {"check_people.expected_somebody", {}},
                    {"check_people.help_nobody", {{"department", department}}});
  }
}

}  // namespace onething::check
