// SPDX-License-Identifier: Apache-2.0
//
// In a text, a list or an object would appear as JSON: no letter to a person
// says {"name":"…"}.

#include "check/checks.h"

namespace onething::check {

void check_text_part_type(const WorkflowFacts& facts, Findings& findings) {
  if (!facts.typed) return;
  typing::Types& types = facts.typed->types();
  for (std::size_t i = 0; i < facts.formulas.size(); ++i) {
    const FormulaUse& use = facts.formulas[i];
    if (!use.is_text_part) continue;
    typing::TypeId type = types.resolve(facts.typed->checked(i).type);
    if (types.kind(type) == typing::Kind::optional)
      type = types.resolve(types.first(type));
    const typing::Kind kind = types.kind(type);
    const bool is_list = kind == typing::Kind::list;
    if (!is_list && kind != typing::Kind::record && kind != typing::Kind::map)
      continue;
    findings.report(
        use.formula->span(),
        {"check_types.text_part_type",
         {{"text", use.formula->text()}, {"type", types.describe(type)}}},
        {"check_types.expected_plain", {}},
        {is_list ? "check_types.help_join" : "check_types.help_member",
         {{"text", use.formula->text()}}});
  }
}

}  // namespace onething::check
