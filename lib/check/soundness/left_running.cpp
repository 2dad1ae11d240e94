// SPDX-License-Identifier: Apache-2.0
//
// A state grants the case while a step may still be under way: its result is
// taken by nobody, and a person's task is closed.

#include "check/checks.h"
#include "check/soundness/names.h"
#include "check/soundness/story.h"

namespace onething::check {

void check_left_running(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr) return;
  const Proved& proved = *facts.proved;
  for (proof::Index i = 0; i < proved.of.steps.size(); ++i) {
    const std::optional<proof::Sight>& sight = proved.found.left_open[i];
    if (!sight || !sight->is_certain) continue;
    findings
        .report(
            proved.of.steps[i]->id.span,
            {"check_soundness.left_running", {{"step", step_name(proved, i)}}},
            {"check_soundness.expected_settled", {}},
            {"check_soundness.help_left_running", {}})
        .labels = story_to(facts, *sight);
  }
}

}  // namespace onething::check
