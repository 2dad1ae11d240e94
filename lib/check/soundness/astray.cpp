// SPDX-License-Identifier: Apache-2.0
//
// A case can come to where things can go on for ever, and no end that the file
// names can be reached any more.

#include "check/checks.h"
#include "check/soundness/names.h"
#include "check/soundness/story.h"

namespace onething::check {

void check_astray(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr || !facts.proved->found.astray) return;
  const Proved& proved = *facts.proved;
  const proof::PositionIndex index = *proved.found.astray;
  const LifeState* state = state_at(facts, index);
  if (!proved.found.arrivals[index].is_certain || state == nullptr) return;
  findings
      .report(state->id.span,
              {"check_soundness.astray", {{"state", state->id.text}}},
              {"check_soundness.expected_end", {}},
              {"check_soundness.help_astray", {}})
      .labels = story_to(facts, index);
}

}  // namespace onething::check
