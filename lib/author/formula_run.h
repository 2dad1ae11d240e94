// SPDX-License-Identifier: Apache-2.0
//
// One formula from its text to its value, over names that the caller gives.
//
// For eval.cpp and eval_line.cpp; workflows evaluate their formulas in engine/,
// where every name is known beforehand.

#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "expr/ast.h"
#include "onething/source.h"
#include "onething/value.h"

namespace onething::author {

struct NamedValue {
  std::string_view name;         // May have dots.
  const Value* value = nullptr;  // Null: declared, but without a value.
};

struct FormulaProblem {
  enum class When { parsing, compiling, evaluating };
  When when = When::parsing;
  expr::Range range;
  Message message;
  Message help;
};

struct FormulaScope {
  std::span<const NamedValue> names;
  std::string_view container = {};
  // Unknown names are mistakes only where they are used.
  bool unknown_when_used = false;
};

std::variant<Value, FormulaProblem> run_formula(std::string_view formula,
                                                const FormulaScope& scope);

// "list(int)", "map(string, dyn)": as CEL writes the type of a value. Elements
// of different types are dyn.
std::string type_of_value(const Value& value);

Position position_in(std::string_view text, std::size_t byte);

}  // namespace onething::author
