// SPDX-License-Identifier: Apache-2.0
//
// An event that never leads a case out of its state, although cases come there:
// its condition never holds then, or another one always comes before it.

#include "check/checks.h"
#include "check/soundness/proved.h"

namespace onething::check {

void check_dead_event(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr || !facts.proved->found.is_complete) return;
  const std::vector<LifeState>& states = facts.workflow.states;
  for (proof::Index place = 0; place < states.size(); ++place) {
    const bool is_end = states[place].end != LifeState::End::none;
    if (is_end || facts.proved->never_entered(place)) continue;
    for (std::size_t event = 0; event < states[place].on.size(); ++event) {
      if (facts.proved->found.seen.fired[place][event]) continue;
      const StateEvent& dead = states[place].on[event];
      Diagnostic& finding = findings.report(
          dead.id.span,
          {"check_soundness.dead_event",
           {{"event", dead.id.text}, {"state", states[place].id.text}}},
          {"check_soundness.expected_fired", {}},
          {"check_soundness.help_dead_event", {}});
      if (!dead.when.empty())
        finding.labels.push_back(
            {dead.when.span(), {"check_soundness.label_never_true", {}}});
    }
  }
}

}  // namespace onething::check
