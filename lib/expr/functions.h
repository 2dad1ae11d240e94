// SPDX-License-Identifier: Apache-2.0
//
// The table of functions and operators, made from functions.def. A function
// gets values only: errors among its arguments never reach it. It answers with
// a value or an error and has no other effect.
//
// What a function is called with is decided at run time by the types of its
// arguments; a static checker may use the same table for names and counts.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expr/evaluation.h"

namespace onething::expr {

enum class CallStyle : std::uint8_t { global, method };

using Arguments = std::span<const Cell>;
using FunctionCode = Cell (*)(Evaluation&, Arguments);

struct Function {
  std::string_view name;
  CallStyle style;
  std::uint8_t least_arguments;
  std::uint8_t most_arguments;
  FunctionCode code;
};

std::span<const Function> all_functions();
// Null when there is none.
const Function* find_function(std::string_view name, CallStyle style);

// Names that stand for types: `int`, `google.protobuf.Timestamp`, `money`.
bool is_type_name(std::string_view name);
// Whether types exist whose names begin with `name` and a dot.
bool is_type_space(std::string_view name);
std::span<const std::string_view> all_type_names();

namespace functions {

#define ONETHING_FUNCTION(name, style, least, most, code) \
  Cell code(Evaluation& evaluation, Arguments arguments);
#include "expr/functions.def"
#undef ONETHING_FUNCTION

// The text of a double, a money and so on, as string() gives it; nothing when
// the type has no text.
std::optional<std::string> plain_text(const Cell& cell);

}  // namespace functions

}  // namespace onething::expr
