// SPDX-License-Identifier: Apache-2.0

#include <utility>
#include <vector>

#include "author/formula_run.h"
#include "author/formula_type.h"
#include "diag/codes.h"
#include "onething/author.h"
#include "value/cel_json.h"

namespace onething {

namespace {

using author::FormulaProblem;
using author::NamedValue;

const Code& code_of(FormulaProblem::When when) {
  switch (when) {
    case FormulaProblem::When::parsing:
      return codes::formula_syntax;
    case FormulaProblem::When::compiling:
      return codes::formula_unknown_name;
    case FormulaProblem::When::evaluating:
      break;
  }
  return codes::formula_failed;
}

Diagnostic diagnostic_of(FormulaProblem& problem, std::string_view formula) {
  Diagnostic out;
  const Code& code = code_of(problem.when);
  out.code = code.code;
  out.severity = code.severity;
  out.span = {0, author::position_in(formula, problem.range.begin),
              author::position_in(formula, problem.range.end)};
  out.found = std::move(problem.message);
  out.help = std::move(problem.help);
  return out;
}

// Who names no data at all has most likely not met --with yet.
bool misses_data(const Diagnostic& diagnostic, const Object& data) {
  return data.empty() && diagnostic.code == codes::formula_unknown_name.code &&
         diagnostic.help.empty();
}

}  // namespace

EvaluatedFormula evaluate_formula(std::string_view formula,
                                  const Object& data) {
  EvaluatedFormula out;
  std::vector<NamedValue> names;
  // Values in the form of cel.expr.Value, so that a file can hold any of them.
  std::vector<Value> read;
  read.reserve(data.size());
  for (const auto& [name, value] : data) {
    auto typed = value::from_cel_json(value);
    const bool is_typed = value::is_cel_json(value) && typed;
    names.push_back({name, is_typed
                               ? &read.emplace_back(std::move(typed).value())
                               : &value});
  }
  auto result = author::run_formula(formula, {names});
  if (auto* problem = std::get_if<FormulaProblem>(&result)) {
    out.sources.add("formula", std::string(formula));
    out.diagnostics.push_back(diagnostic_of(*problem, formula));
    if (Diagnostic& only = out.diagnostics.back(); misses_data(only, data))
      only.help = {"author.help_eval_with",
                   {{"example", R"({"form": {"age": 30}})"}}};
    return out;
  }
  out.value = std::get<Value>(std::move(result));
  out.type = author::type_of_value(*out.value);
  out.static_type = author::formula_type(formula, names);
  return out;
}

}  // namespace onething
