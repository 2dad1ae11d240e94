// SPDX-License-Identifier: Apache-2.0

#include "check/names/project_uses.h"

#include <algorithm>

#include "model/offices.h"

namespace onething::check {

bool shows_every_use(const ProjectFacts& facts) {
  const bool is_sound = std::none_of(facts.broken.begin(), facts.broken.end(),
                                     [](bool broken) { return broken; });
  return is_sound && facts.has_all_workflows &&
         !facts.project.workflows.empty();
}

bool uses_department(const ProjectFacts& facts, std::size_t department) {
  const Department& one = facts.project.departments[department];
  if (!one.holds.empty()) return true;
  const auto& uses = facts.uses[department];
  if (std::any_of(uses.begin(), uses.end(),
                  [](std::size_t count) { return count > 0; }))
    return true;
  return std::any_of(
      facts.project.workflows.begin(), facts.project.workflows.end(),
      [&one](const Workflow& workflow) {
        const auto named = model::offices(workflow);
        return workflow.lead.text == one.id.text ||
               workflow.fallback_department.text == one.id.text ||
               std::any_of(named.begin(), named.end(),
                           [&one](const Office* office) {
                             return office->department.text == one.id.text;
                           });
      });
}

}  // namespace onething::check
