// SPDX-License-Identifier: Apache-2.0
//
// Macros: calls that are rewritten while parsing, because they bring variables
// of their own or do not evaluate their argument. The rewriting follows the CEL
// specification, so that evaluating knows nothing of macros.

#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "expr/builder.h"
#include "expr/parse.h"

namespace onething::expr {

struct MacroCall {
  std::string_view name;
  NodeIndex target = no_node;  // None for has().
  std::vector<NodeIndex> arguments;
  Range range;
  bool extensions = true;  // See ParseOptions.
};

// The node to use instead; no_node when this is no macro but a plain call.
std::variant<NodeIndex, ParseError> expand_macro(Builder& builder,
                                                 const MacroCall& call);

}  // namespace onething::expr
