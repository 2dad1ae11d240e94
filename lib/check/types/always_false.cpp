// SPDX-License-Identifier: Apache-2.0
//
// A condition that never holds shuts off what it guards for everybody.

#include "check/checks.h"
#include "check/types/conditions.h"

namespace onething::check {

void check_always_false(const WorkflowFacts& facts, Findings& findings) {
  for (const Idle& one : facts.idle) {
    if (one.truth != false) continue;
    findings.report(
        one.span,
        {one.is_part ? "check_types.part_always_false"
                     : "check_types.always_false",
         {{"owner", owner_of(facts.workflow, facts.formulas[one.use])},
          {"text", one.text}}},
        {"check_types.expected_choice_false", {}},
        {"check_types.help_always_false", {}});
  }
}

}  // namespace onething::check
