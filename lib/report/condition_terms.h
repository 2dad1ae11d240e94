// SPDX-License-Identifier: Apache-2.0
//
// What a condition over cases demands of their rows in any case: equalities
// between facts of `case` and texts that are all joined by `&&`.
//
// A term that is false makes the whole false, whatever the others give, errors
// included; so a case that lacks one need not be looked at. Nothing else about
// a formula is understood here.

#pragma once

#include <optional>
#include <string>

#include "expr/ast.h"

namespace onething::report {

struct ConditionTerms {
  std::optional<std::string> workflow;
  std::optional<std::string> state;
  std::optional<std::string> subject;
  bool attention = false;
};

ConditionTerms terms_of(const expr::Ast& ast);

}  // namespace onething::report
