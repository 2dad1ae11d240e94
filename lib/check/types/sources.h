// SPDX-License-Identifier: Apache-2.0
//
// What the value of a formula may be: the parts of its tree of which one gives
// the result. `form.?a.orValue(b)` gives form.a or b; `c ? x : y` x or y.
//
// Reads the tree only.

#pragma once

#include <vector>

#include "expr/ast.h"

namespace onething::check {

struct Source {
  expr::NodeIndex node = expr::no_node;
  // The part is an optional of which only the content counts.
  bool is_unwrapped = false;
};

std::vector<Source> sources_of(const expr::Ast& ast);

}  // namespace onething::check
