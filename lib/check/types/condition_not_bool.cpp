// SPDX-License-Identifier: Apache-2.0
//
// A condition must be true or false: of anything else the engine cannot say
// whether the step is wanted.

#include "check/checks.h"
#include "check/types/conditions.h"
#include "check/types/report.h"

namespace onething::check {

void check_condition_not_bool(const WorkflowFacts& facts, Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::not_bool);
  if (!facts.typed) return;
  typing::Types& types = facts.typed->types();
  for (std::size_t i = 0; i < facts.formulas.size(); ++i) {
    const FormulaUse& use = facts.formulas[i];
    if (!is_condition(use.place) && use.place != Place::step_while) continue;
    const typing::TypeId type = types.resolve(facts.typed->checked(i).type);
    const typing::Kind kind = types.kind(type);
    if (kind == typing::Kind::boolean || kind == typing::Kind::dyn ||
        kind == typing::Kind::error)
      continue;
    const bool is_optional = kind == typing::Kind::optional;
    findings.report(use.formula->span(),
                    {"check_types.condition_not_bool",
                     {{"owner", owner_of(facts.workflow, use)},
                      {"type", types.describe(type)}}},
                    {"check_types.expected_bool", {}},
                    {is_optional ? "check_types.help_optional_condition"
                                 : "check_types.help_condition",
                     {{"text", std::string(use.formula->text())}}});
  }
}

}  // namespace onething::check
