// SPDX-License-Identifier: Apache-2.0

#include "check/safety/effects.h"

namespace onething::check {

std::vector<bool> steps_in_outcome(const WorkflowFacts& facts) {
  std::vector<bool> given(facts.workflow.steps.size(), false);
  for (const FormulaUse& use : facts.formulas) {
    if (use.place != Place::outcome) continue;
    for (const expr::Reference& read : use.reads) {
      if (read.root != "steps" || read.path.empty()) continue;
      const std::size_t step = find_step(facts.workflow.steps, read.path[0]);
      if (step != unresolved) given[step] = true;
    }
  }
  return given;
}

}  // namespace onething::check
