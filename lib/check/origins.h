// SPDX-License-Identifier: Apache-2.0
//
// Origins: from which paths the value of a formula may be made. Other than
// expr::references, which says what a formula looks at: `a == 1 ? b : c` looks
// at three and gives one of two.
//
// Reads the tree only. Texts point into the tree.

#pragma once

#include <string_view>
#include <vector>

#include "expr/ast.h"

namespace onething::check {

// A root (form, prefill, materials, steps, case) and the names below it;
// indices of lists are passed over.
struct Origin {
  std::string_view root;
  std::vector<std::string_view> path;
  expr::Range range;
};

// `each`: what `each` stands for; null where there is no such root.
std::vector<Origin> origins_in(const expr::Ast& ast,
                               const std::vector<Origin>* each);

}  // namespace onething::check
