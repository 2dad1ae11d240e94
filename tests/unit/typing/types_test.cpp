// SPDX-License-Identifier: Apache-2.0

#include "typing/types.h"

#include <gtest/gtest.h>

namespace onething::typing {
namespace {

TEST(Types, SpellsAsCelDoes) {
  Types types;
  EXPECT_EQ(types.spell(types.list(int_type)), "list(int)");
  EXPECT_EQ(types.spell(types.map(text_type, types.optional(dyn_type))),
            "map(string, optional_type(dyn))");
  EXPECT_EQ(types.spell(types.type_of(instant_type)), "type(timestamp)");
  EXPECT_EQ(types.spell(types.named("vector", {int_type})), "vector(int)");
}

TEST(Types, ComparesByStructure) {
  Types types;
  EXPECT_TRUE(types.is_same(types.map(text_type, types.list(int_type)),
                            types.map(text_type, types.list(int_type))));
  EXPECT_FALSE(types.is_same(types.record({{"a", int_type, false}}),
                             types.record({{"a", int_type, true}})));
}

TEST(Types, ForgetsWhatIsNoLongerNeeded) {
  Types types;
  const std::size_t size = types.size();
  const TypeId list = types.list(types.record({{"a", int_type, false}}));
  types.list(text_type);
  types.shrink_to(size);
  EXPECT_EQ(types.size(), size);
  const TypeId other = types.map(int_type, types.enumeration({"x"}));
  EXPECT_EQ(types.spell(types.list(text_type)), "list(string)");
  EXPECT_EQ(types.options(types.second(other))[0], "x");
  EXPECT_NE(types.kind(other), Kind::variable);
  EXPECT_LT(list, types.size() + 2);
}

TEST(Types, AreNamedInBothLanguages) {
  Types types;
  const Message message = types.describe(types.list(money_type));
  EXPECT_EQ(render(message, Language::zh), "列表（每项是金额）");
  EXPECT_EQ(render(message, Language::en), "a list of money");
}

}  // namespace
}  // namespace onething::typing
