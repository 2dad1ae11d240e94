// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第四十二条、第八十二条: limits count from acceptance, in
// working days. A first state that pauses the clock has them begin later.

#include "check/checks.h"

namespace onething::check {

void check_clock_not_from_acceptance(const WorkflowFacts& facts,
                                     Findings& findings) {
  const std::vector<LifeState>& states = facts.workflow.states;
  if (states.empty() || !states.front().pauses_clock) return;
  findings.report(states.front().id.span,
                  {"check_law.clock_not_from_acceptance",
                   {{"state", states.front().id.text}}},
                  {"check_law.expected_running_clock", {}},
                  {"check_law.help_clock_not_from_acceptance", {}});
}

}  // namespace onething::check
