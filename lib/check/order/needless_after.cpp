// SPDX-License-Identifier: Apache-2.0
//
// `after` for a step whose data is awaited anyway: it says nothing, and hides
// which entries matter.

#include <algorithm>

#include "check/checks.h"

namespace onething::check {

void check_needless_after(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken) return;
  for (std::size_t i = 0; i < facts.waits.size(); ++i)
    for (const Wait& wait : facts.waits[i]) {
      if (wait.by_data) continue;
      const auto reads = std::find_if(
          facts.waits[i].begin(), facts.waits[i].end(), [&](const Wait& other) {
            return other.by_data &&
                   (other.to == wait.to || facts.before[other.to][wait.to]);
          });
      if (reads == facts.waits[i].end()) continue;
      const auto& steps = facts.workflow.steps;
      Diagnostic& finding = findings.report(
          wait.span,
          {"check_order.needless_after",
           {{"step", steps[i].id.text}, {"target", steps[wait.to].id.text}}},
          {"check_order.expected_needed", {}},
          {"check_order.help_needless_after",
           {{"target", steps[wait.to].id.text}}});
      finding.labels.push_back(
          {reads->span,
           {"check_order.label_reads", {{"step", steps[reads->to].id.text}}}});
    }
}

}  // namespace onething::check
