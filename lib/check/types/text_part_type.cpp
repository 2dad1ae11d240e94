// SPDX-License-Identifier: Apache-2.0
//
// In a text, a list or an object would appear as JSON: no letter to a person
// says {"name":"…"}.

#include <string_view>

#include "check/checks.h"

namespace onething::check {

namespace {

std::string_view help_for(const typing::Types& types, typing::TypeId type) {
  if (types.kind(type) != typing::Kind::list) return "check_types.help_member";
  const typing::Kind element = types.kind(types.resolve(types.first(type)));
  return element == typing::Kind::record ? "check_types.help_join_members"
                                         : "check_types.help_join";
}

}  // namespace

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
    if (kind != typing::Kind::list && kind != typing::Kind::record &&
        kind != typing::Kind::map)
      continue;
    findings.report(
        use.formula->span(),
        {"check_types.text_part_type",
         {{"text", std::string(use.formula->text())},
          {"type", types.describe(type)}}},
        {"check_types.expected_plain", {}},
        {help_for(types, type), {{"text", std::string(use.formula->text())}}});
  }
}

}  // namespace onething::check
