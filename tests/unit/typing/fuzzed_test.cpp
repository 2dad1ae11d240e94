// SPDX-License-Identifier: Apache-2.0
//
// What fuzzing once found: formulas that stopped the checker.

#include <gtest/gtest.h>

#include <variant>

#include "expr/parse.h"
#include "typing/check_types.h"

namespace onething::typing {
namespace {

TEST(Fuzzed, ChecksMethodsThatLackTheirArguments) {
  for (const char* formula : {"form.?kind.orValue()", "a.or()",
                              "optional.ofz(1).optMap(x, x + 1).orValue()"}) {
    const auto parsed = expr::parse(formula);
    ASSERT_TRUE(std::holds_alternative<expr::Ast>(parsed)) << formula;
    Types types;
    Environment environment;
    environment.variables = {
        {"form", types.record({{"kind", types.enumeration({"a"}), true}})}};
    const Checked checked =
        check_types(std::get<expr::Ast>(parsed), environment, types);
    EXPECT_EQ(checked.node_types.size(),
              std::get<expr::Ast>(parsed).nodes.size());
  }
}

}  // namespace
}  // namespace onething::typing
