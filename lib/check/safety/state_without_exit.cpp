// SPDX-License-Identifier: Apache-2.0
//
// A state that is no end and that nothing leads out of: no person can order
// anything there, and nothing follows by itself.

#include "check/checks.h"

namespace onething::check {

void check_state_without_exit(const WorkflowFacts& facts, Findings& findings) {
  for (const LifeState& state : facts.workflow.states) {
    if (state.end != LifeState::End::none || !state.on.empty()) continue;
    findings.report(
        state.id.span,
        {"check_safety.state_without_exit", {{"state", state.id.text}}},
        {"check_safety.expected_exit", {}},
        {"check_safety.help_state_without_exit", {}});
  }
}

}  // namespace onething::check
