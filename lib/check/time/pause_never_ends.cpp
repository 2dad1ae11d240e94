// SPDX-License-Identifier: Apache-2.0
//
// A state that pauses the clock and that nothing leads out of after a time: the
// promise can be put off for as long as anybody likes.

#include <algorithm>

#include "check/checks.h"

namespace onething::check {

void check_pause_never_ends(const WorkflowFacts& facts, Findings& findings) {
  for (const LifeState& state : facts.workflow.states) {
    if (!state.pauses_clock || state.end != LifeState::End::none) continue;
    const bool has_limit =
        std::any_of(state.on.begin(), state.on.end(),
                    [](const StateEvent& event) { return !!event.after; });
    if (has_limit) continue;
    findings.report(state.id.span,
                    {"check_time.pause_never_ends", {{"state", state.id.text}}},
                    {"check_time.expected_end_of_pause", {}},
                    {"check_time.help_pause_never_ends", {}});
  }
}

}  // namespace onething::check
