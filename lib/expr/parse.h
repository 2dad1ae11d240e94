// SPDX-License-Identifier: Apache-2.0
//
// Text to tree: CEL's lexer and parser as its specification defines them,
// https://github.com/google/cel-spec/blob/master/doc/langdef.md, without
// message construction. Nothing is evaluated and no name is looked up here.

#pragma once

#include <string_view>
#include <variant>

#include "expr/ast.h"
#include "onething/message.h"

namespace onething::expr {

struct ParseError {
  Range range;  // Where, in bytes of the formula.
  Message message;
  Message help;  // May be empty.
};

std::variant<Ast, ParseError> parse(std::string_view formula);

}  // namespace onething::expr
