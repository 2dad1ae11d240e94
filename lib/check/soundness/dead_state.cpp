// SPDX-License-Identifier: Apache-2.0
//
// A state to which no case ever comes.

#include "check/checks.h"
#include "check/soundness/proved.h"

namespace onething::check {

void check_dead_state(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr) return;
  const std::vector<LifeState>& states = facts.workflow.states;
  for (proof::Index place = 0; place < states.size(); ++place)
    if (facts.proved->never_entered(place))
      findings.report(
          states[place].id.span,
          {"check_soundness.dead_state", {{"state", states[place].id.text}}},
          {"check_soundness.expected_entered", {}},
          {"check_soundness.help_dead_state", {}});
}

}  // namespace onething::check
