// SPDX-License-Identifier: Apache-2.0
//
// A group that waits for more than it has would never be joined.

#include <string>

#include "check/checks.h"

namespace onething::check {

void check_join_too_large(const WorkflowFacts& facts, Findings& findings) {
  for (const Group& group : facts.workflow.groups) {
    const auto size = static_cast<std::int64_t>(group.steps.size());
    if (group.join.needed <= size) continue;
    findings.report(group.join.span,
                    {"check_order.join_too_large",
                     {{"group", group.id.text},
                      {"needed", std::to_string(group.join.needed)},
                      {"steps", std::to_string(size)}}},
                    {"check_order.expected_join", {}},
                    {"check_order.help_join_too_large", {}});
  }
}

}  // namespace onething::check
