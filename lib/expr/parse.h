// SPDX-License-Identifier: Apache-2.0
//
// Text to tree: CEL's lexer and parser as its specification defines them,
// https://github.com/google/cel-spec/blob/master/doc/langdef.md, without
// message construction. Nothing is evaluated and no name is looked up here.

#pragma once

#include <cstddef>
#include <string_view>
#include <variant>

#include "base/limits.h"
#include "expr/ast.h"
#include "onething/message.h"

namespace onething::expr {

struct ParseError {
  Range range;  // Where, in bytes of the formula.
  Message message;
  Message help;  // May be empty.
};

struct ParseOptions {
  std::size_t bytes_max = limits::formula_bytes_max;
  int depth_max = limits::formula_depth_max;
  int tree_depth_max = limits::formula_tree_depth_max;
  // Without: only what every CEL has, the macros has, all, exists, exists_one,
  // map and filter, no optional syntax and no names in backquotes.
  bool extensions = true;
};

std::variant<Ast, ParseError> parse(std::string_view formula,
                                    const ParseOptions& options = {});

}  // namespace onething::expr
