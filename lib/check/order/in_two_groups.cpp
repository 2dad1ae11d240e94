// SPDX-License-Identifier: Apache-2.0
//
// A step belongs to one group at most: two joins could want different things
// of it.

#include <map>
#include <string_view>

#include "check/checks.h"

namespace onething::check {

void check_in_two_groups(const WorkflowFacts& facts, Findings& findings) {
  std::map<std::string_view, const Spelled*> seen;
  for (const Group& group : facts.workflow.groups)
    for (const Spelled& step : group.steps) {
      const auto [first, is_new] = seen.emplace(step.text, &step);
      if (is_new) continue;
      Diagnostic& finding =
          findings.report(step.span,
                          {"check_order.in_two_groups",
                           {{"step", step.text}, {"group", group.id.text}}},
                          {"check_order.expected_one_group", {}},
                          {"check_order.help_in_two_groups", {}});
      finding.labels.push_back(
          {first->second->span, {"check_order.label_in_group", {}}});
    }
}

}  // namespace onething::check
