// SPDX-License-Identifier: Apache-2.0
//
// Two steps that must not be done by one person, and only one person who could
// do either: whatever is begun stops at the second.
//
// Asked only where the project names people. Where nobody at all can do one of
// them, nobody_for_task says so.

#include <algorithm>

#include "check/checks.h"
#include "check/people/candidates.h"

namespace onething::check {

void check_one_person_for_both(const WorkflowFacts& facts, Findings& findings) {
  if (facts.project.project.file.people.empty()) return;
  const std::vector<Step>& steps = facts.workflow.steps;
  for (const Step& step : steps) {
    const auto own = candidates(facts, step);
    for (const Spelled& named : step.not_by) {
      const std::size_t index = find_step(steps, named.text);
      if (index == unresolved) continue;
      const auto others = candidates(facts, steps[index]);
      if (own.size() != 1 || others != own) continue;
      findings
          .report(named.span,
                  {"check_people.one_person",
                   {{"step", step.id.text},
                    {"other", named.text},
                    {"person", own.front()->id.text}}},
                  {"check_people.expected_two", {}},
                  {"check_people.help_two",
                   {{"department", facts.department_of(step)->id.text},
                    {"post", facts.service_of(step)->role}}})
          .labels.push_back(
              {steps[index].id.span, {"check_people.label_other", {}}});
    }
  }
}

}  // namespace onething::check
