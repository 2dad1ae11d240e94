// SPDX-License-Identifier: Apache-2.0
//
// States that lead into each other by themselves, for ever: nobody is asked, no
// time passes, and the departments are called again and again.

#include "check/checks.h"
#include "check/soundness/names.h"
#include "check/soundness/story.h"

namespace onething::check {

void check_endless_round(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr || !facts.proved->found.restless) return;
  const Proved& proved = *facts.proved;
  const proof::PositionIndex index = *proved.found.restless;
  const LifeState* state = state_at(facts, index);
  if (!proved.found.arrivals[index].is_certain || state == nullptr) return;
  findings
      .report(state->id.span,
              {"check_soundness.endless_round", {{"state", state->id.text}}},
              {"check_soundness.expected_rest", {}},
              {"check_soundness.help_endless_round", {}})
      .labels = story_around(facts, index);
}

}  // namespace onething::check
