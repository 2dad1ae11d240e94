// SPDX-License-Identifier: Apache-2.0
//
// for_each goes through a list; of anything else the step cannot start.

#include "check/checks.h"

namespace onething::check {

void check_for_each_not_list(const WorkflowFacts& facts, Findings& findings) {
  if (!facts.typed) return;
  typing::Types& types = facts.typed->types();
  for (std::size_t i = 0; i < facts.formulas.size(); ++i) {
    const FormulaUse& use = facts.formulas[i];
    if (use.place != Place::step_for_each) continue;
    typing::TypeId type = types.resolve(facts.typed->checked(i).type);
    // No list at all is an empty one to the engine.
    if (types.kind(type) == typing::Kind::optional)
      type = types.resolve(types.first(type));
    const typing::Kind kind = types.kind(type);
    if (kind == typing::Kind::list || kind == typing::Kind::dyn ||
        kind == typing::Kind::error || kind == typing::Kind::null)
      continue;
    findings.report(use.formula->span(),
                    {"check_types.for_each_not_list",
                     {{"step", facts.workflow.steps[use.owner].id.text},
                      {"type", types.describe(type)}}},
                    {"check_types.expected_list", {}},
                    {"check_types.help_list", {}});
  }
}

}  // namespace onething::check
