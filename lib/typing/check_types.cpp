// SPDX-License-Identifier: Apache-2.0

#include "typing/check_types.h"

namespace onething::typing {

Checked check_types(const expr::Ast& ast, const Environment&, Types&) {
  Checked checked;
  checked.node_types.assign(ast.nodes.size(), dyn_type);
  return checked;
}

bool is_assignable(Types&, TypeId, TypeId) { return true; }

TypeId join(Types&, TypeId a, TypeId) { return a; }

}  // namespace onething::typing
