// SPDX-License-Identifier: Apache-2.0
//
// A variable of a macro that is called like a root: inside the macro `form` is
// then no longer the form, and the formula does not read what it seems to.

#include <algorithm>
#include <array>
#include <string_view>

#include "check/checks.h"

namespace onething::check {

namespace {

bool is_root(std::string_view name) {
  constexpr auto roots = std::to_array<std::string_view>(
      {"form", "prefill", "materials", "steps", "case", "each"});
  return std::find(roots.begin(), roots.end(), name) != roots.end();
}

// Where `name` is declared inside a macro's call: behind a bracket or a comma.
expr::Range place_of(std::string_view text, expr::Range call,
                     std::string_view name) {
  for (std::size_t at = text.find(name, call.begin);
       at != std::string_view::npos && at < call.end;
       at = text.find(name, at + 1)) {
    const std::size_t before = text.find_last_not_of(" \n", at - 1);
    const std::size_t after = text.find_first_not_of(" \n", at + name.size());
    const bool is_argument = before != std::string_view::npos &&
                             (text[before] == '(' || text[before] == ',') &&
                             after != std::string_view::npos &&
                             text[after] == ',';
    if (at > 0 && is_argument)
      return {static_cast<std::uint32_t>(at),
              static_cast<std::uint32_t>(at + name.size())};
  }
  return call;
}

void look(const Formula& formula, Findings& findings) {
  for (const expr::Node& node : formula.ast().nodes) {
    if (node.op != expr::Op::comprehension) continue;
    const expr::Comprehension& fold = *node.fold();
    for (const std::string_view name :
         {fold.variable, fold.second_variable, fold.accumulator}) {
      if (!is_root(name)) continue;
      const expr::Range range = place_of(formula.text(), node.range, name);
      findings.report(
          formula.place(range.begin, range.end),
          {"check_names.shadowed_root", {{"name", std::string(name)}}},
          {"check_names.expected_other_variable", {}},
          {"check_names.help_shadowed_root", {{"name", std::string(name)}}});
    }
  }
}

}  // namespace

void check_shadowed_root(const WorkflowFacts& facts, Findings& findings) {
  for (const FormulaUse& use : facts.formulas) look(*use.formula, findings);
}

}  // namespace onething::check
