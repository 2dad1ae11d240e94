// SPDX-License-Identifier: Apache-2.0
//
// A case can be granted although fewer of a group are done than it asks for:
// the others were left out or refused, and the case goes on all the same. So it
// is with the runs of a step for each element.
//
// Where a group can never have enough, never_joined says so.

#include <string>

#include "check/checks.h"
#include "check/soundness/names.h"
#include "check/soundness/story.h"

namespace onething::check {

void check_join_not_met(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr) return;
  const Proved& proved = *facts.proved;
  for (proof::Index i = 0; i < proved.of.groups.size(); ++i) {
    const std::optional<proof::Sight>& sight = proved.found.unmet[i];
    if (!sight || !sight->is_certain || !proved.found.seen.joined[i]) continue;
    const Group& group = *proved.of.groups[i];
    findings
        .report(group.id.span,
                {"check_soundness.join_not_met",
                 {{"group", group.id.text},
                  {"needed", std::to_string(group.join.needed)}}},
                {"check_soundness.expected_join", {}},
                {"check_soundness.help_join_not_met", {}})
        .labels = story_to(facts, *sight);
  }
  for (std::size_t k = 0; k < proved.of.joined_steps.size(); ++k) {
    const std::optional<proof::Sight>& sight =
        proved.found.unmet[proved.of.groups.size() + k];
    if (!sight || !sight->is_certain) continue;
    const proof::Index index = proved.of.joined_steps[k];
    const Join& join = proved.of.steps[index]->join;
    findings
        .report(join.span,
                {"check_soundness.runs_not_met",
                 {{"step", step_name(proved, index)},
                  {"needed", std::to_string(join.needed)}}},
                {"check_soundness.expected_join", {}},
                {"check_soundness.help_runs_not_met", {}})
        .labels = story_to(facts, *sight);
  }
}

}  // namespace onething::check
