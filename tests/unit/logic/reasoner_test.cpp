// SPDX-License-Identifier: Apache-2.0

#include "logic/reasoner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/logic/world.h"

namespace onething {
namespace {

using logic::Answer;
using logic::Claim;
using logic::Reasoner;

class Logic : public ::testing::Test {
 protected:
  Claim claim(const std::string& formula) {
    return reasoner.formula(world.parse(formula));
  }
  Claim present(std::vector<std::string> path) {
    return reasoner.present(path);
  }
  Answer implies(const std::string& premise, Claim conclusion) {
    const Claim first = claim(premise);
    return reasoner.implies({&first, 1}, conclusion);
  }
  Answer implies(const std::string& premise, const std::string& conclusion) {
    return implies(premise, claim(conclusion));
  }

  testing::World world;
  Reasoner reasoner{world.knowledge()};
};

TEST_F(Logic, KnowsThatAFieldIsThereWhenItsConditionHolds) {
  const Claim here = present({"form", "n"});
  EXPECT_EQ(implies("form.kind == 'a'", here), Answer::yes);
  EXPECT_EQ(implies("form.kind in ['a']", here), Answer::yes);
  EXPECT_EQ(implies("!(form.kind in ['b', 'c'])", here), Answer::yes);
  EXPECT_EQ(implies("form.kind == 'b'", here), Answer::no);
  EXPECT_EQ(implies("form.flag", here), Answer::no);
}

TEST_F(Logic, KnowsThatAFieldThatWasComparedIsThere) {
  EXPECT_EQ(implies("form.n > 1", present({"form", "n"})), Answer::yes);
  EXPECT_EQ(implies("form.n > 1", "form.kind == 'a'"), Answer::yes);
  EXPECT_EQ(implies("form.t.startsWith('x')", present({"form", "t"})),
            Answer::yes);
  EXPECT_EQ(implies("form.m > money('0')", "form.n >= 3"), Answer::yes);
  EXPECT_EQ(implies("form.n >= 3", present({"form", "m"})), Answer::yes);
}

TEST_F(Logic, FollowsGuards) {
  const Claim here = present({"form", "t"});
  EXPECT_EQ(implies("has(form.t)", here), Answer::yes);
  EXPECT_EQ(implies("form.?t.hasValue()", here), Answer::yes);
  EXPECT_EQ(implies("form.?t.orValue('') == 'x'", here), Answer::yes);
  EXPECT_EQ(implies("form.?t.orValue('x') == 'x'", here), Answer::no);
  EXPECT_EQ(implies("form.?t.or(form.?q).hasValue()", here), Answer::unknown);
  EXPECT_EQ(implies("form.flag", here), Answer::no);
}

TEST_F(Logic, TellsNumbersApart) {
  EXPECT_EQ(implies("form.n > 1 && form.n < 3", "form.n == 2"), Answer::yes);
  EXPECT_EQ(implies("form.n > 1", "form.n <= 5"), Answer::yes);
  EXPECT_EQ(implies("form.n > 1", "form.n < 5"), Answer::no);
  EXPECT_EQ(reasoner.excludes(claim("form.m > money('0.50')"),
                              claim("form.m < money('0.2')")),
            Answer::yes);
  EXPECT_EQ(reasoner.never(claim("form.n > 5")), Answer::yes);
}

TEST_F(Logic, KnowsWhatAlwaysAndNeverHolds) {
  EXPECT_EQ(reasoner.always(claim("form.kind in ['a', 'b', 'c']")),
            Answer::yes);
  EXPECT_EQ(reasoner.always(claim("form.kind == 'a' || form.kind != 'a'")),
            Answer::yes);
  EXPECT_EQ(reasoner.always(claim("form.kind == 'a'")), Answer::no);
  EXPECT_EQ(reasoner.never(claim("form.kind == 'd'")), Answer::yes);
  EXPECT_EQ(reasoner.never(claim("form.flag && !form.flag")), Answer::yes);
  // An error is not true.
  EXPECT_EQ(reasoner.always(claim("form.n >= 0")), Answer::no);
}

TEST_F(Logic, DoesNotGuessAtWhatItCannotRead) {
  EXPECT_EQ(reasoner.always(claim("size(form.t) > 1")), Answer::no);
  EXPECT_EQ(reasoner.always(claim("form.kind.startsWith('a')")),
            Answer::unknown);
  EXPECT_EQ(implies("form.kind.startsWith('a')",
                    "form.flag || form.kind . startsWith( 'a' )"),
            Answer::yes);
  EXPECT_EQ(reasoner.excludes(claim("form.q == 1"), claim("form.q == 2")),
            Answer::yes);
}

TEST_F(Logic, SaysWhatHasToBeSo) {
  EXPECT_EQ(implies("form.flag", "form.kind != 'b'"), Answer::no);
  const Reasoner::Witness expected = {{"form.flag", "true"},
                                      {"form.kind", "\"b\""}};
  EXPECT_EQ(reasoner.witness(), expected);
}

TEST_F(Logic, GivesUpInsteadOfTryingForEver) {
  std::string long_one = "true";
  for (int i = 0; i < 40; ++i) {
    const std::string number = std::to_string(i);
    long_one += " && (form.q" + number + " == 1 || form.r" + number + " == 2)";
  }
  EXPECT_NE(reasoner.never(claim(long_one)), Answer::yes);
}

}  // namespace
}  // namespace onething
