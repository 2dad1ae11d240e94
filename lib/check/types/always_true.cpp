// SPDX-License-Identifier: Apache-2.0
//
// A condition that always holds decides nothing: it is superfluous or wrong.

#include "check/checks.h"
#include "check/types/conditions.h"

namespace onething::check {

void check_always_true(const WorkflowFacts& facts, Findings& findings) {
  for (const Idle& one : facts.idle) {
    if (one.truth != true) continue;
    findings.report(
        one.span,
        {one.is_part ? "check_types.part_always_true"
                     : "check_types.always_true",
         {{"owner", owner_of(facts.workflow, facts.formulas[one.use])},
          {"text", one.text}}},
        {"check_types.expected_choice_true", {}},
        {"check_types.help_always_true", {}});
  }
}

}  // namespace onething::check
