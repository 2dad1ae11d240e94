// SPDX-License-Identifier: Apache-2.0
//
// A tree as cel-go's debug printer writes it, with the kind of each node, so
// that our parser can be compared with the trees of the public suite.
//
// Not for people, and not a formatter of formulas.

#pragma once

#include <string>

#include "expr/ast.h"

namespace onething::conformance {

std::string debug_text(const expr::Ast& ast);

}  // namespace onething::conformance
