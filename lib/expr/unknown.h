// SPDX-License-Identifier: Apache-2.0
//
// Messages about names that a formula uses and nobody knows, with the closest
// names that exist.
//
// Only for compile.cpp, which decides what is known; besides
// is_function_space(), nothing is looked up here except to propose it.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "expr/functions.h"
#include "expr/parse.h"

namespace onething::expr {

ParseError unknown_name(const Node& node,
                        std::span<const std::string_view> roots);
ParseError unknown_function(const Node& node, std::string_view name,
                            CallStyle style);
ParseError wrong_count(const Node& node, const Function& function,
                       std::size_t count);

// Whether functions exist whose names begin with `name` and a dot.
bool is_function_space(std::string_view name);

}  // namespace onething::expr
