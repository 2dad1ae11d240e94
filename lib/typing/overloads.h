// SPDX-License-Identifier: Apache-2.0
//
// The table of overloads.def, ready to be searched: by name and style to rows,
// each row with its types in one short code.
//
// Read only and made once. Nothing is matched here; that is calls.cpp.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "expr/functions.h"
#include "typing/types.h"

namespace onething::typing {

// Types of a row as signs, in the order in which CEL writes them, the result
// last: 'i' int, '[' list of what follows, '{' map, '?' optional, ':' type,
// 'A' and 'B' any type, 'N' and 'O' as in overloads.def, '#' number.
struct Signature {
  std::array<char, 12> signs{};
  std::uint8_t arguments = 0;
  bool repeats = false;  // The last argument, once or more.
  bool has_parameters = false;
};

struct Overload {
  std::string_view name;
  expr::CallStyle style;
  std::string_view arguments;  // As overloads.def spells them.
  std::string_view result;
  Signature signature;
};

struct FunctionEntry {
  std::string_view name;
  expr::CallStyle style;
  std::span<const Overload> overloads;
  const expr::Function* function;  // Null for `_[_]`: no call in a tree.
};

std::span<const Overload> all_overloads();
std::span<const FunctionEntry> all_entries();
// Null when there is none.
const FunctionEntry* find_entry(std::string_view name, expr::CallStyle style);
// Whether functions exist whose names begin with `name` and a dot.
bool begins_function_name(std::string_view name);

// The type that a sign other than a container or a parameter stands for;
// Types::no_type for those.
constexpr TypeId type_of_sign(char sign) {
  switch (sign) {
    case 'd':
      return dyn_type;
    case 'b':
      return bool_type;
    case 'i':
      return int_type;
    case 'u':
      return uint_type;
    case 'f':
      return double_type;
    case 's':
      return text_type;
    case 'y':
      return bytes_type;
    case 'm':
      return money_type;
    case 't':
      return date_type;
    case '@':
      return instant_type;
    case 'l':
      return duration_type;
    case 'r':
      return term_type;
    default:
      return Types::no_type;
  }
}

}  // namespace onething::typing
