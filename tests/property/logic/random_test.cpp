// SPDX-License-Identifier: Apache-2.0
//
// Answers about random conditions, compared with trying every form there is.

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "logic/reasoner.h"
#include "unit/logic/world.h"

namespace onething {
namespace {

using logic::Answer;

class RandomConditions {
 public:
  explicit RandomConditions(unsigned seed) : random_(seed) {}

  std::string condition(int depth) {
    if (depth == 0 || pick(4) == 0) return atom();
    const std::string left = condition(depth - 1);
    const std::string right = condition(depth - 1);
    switch (pick(5)) {
      case 0:
        return "!(" + left + ")";
      case 1:
        return "(" + left + " ? " + right + " : " + condition(depth - 1) + ")";
      case 2:
        return "(" + left + " || " + right + ")";
      default:
        return "(" + left + " && " + right + ")";
    }
  }

 private:
  unsigned pick(unsigned below) {
    return static_cast<unsigned>(random_()) % below;
  }
  template <std::size_t N>
  std::string one_of(const std::array<const char*, N>& words) {
    return words[pick(N)];
  }

  std::string atom() {
    const std::string relation =
        one_of(std::array{"==", "!=", "<", "<=", ">", ">="});
    const std::string equality = one_of(std::array{"==", "!="});
    switch (pick(9)) {
      case 0:
        return "form.kind " + equality + " " +
               one_of(std::array{"'a'", "'b'", "'c'", "'d'"});
      case 1:
        return "form.kind in " +
               one_of(std::array{"['a', 'b']", "['c', 'd']", "[]"});
      case 2:
        return "form.flag";
      case 3:
        return "form.n " + relation + " " +
               one_of(std::array{"0", "1", "3", "4.0", "6"});
      case 4:
        return "form.t " + equality + " " + one_of(std::array{"'x'", "'y'"});
      case 5:
        return "form.m " + relation + " " +
               one_of(std::array{"money('0')", "money(1)", "money('0.0005')"});
      case 6:
        return "has(form." + one_of(std::array{"n", "t", "m", "kind"}) + ")";
      case 7:
        return "form.?n.orValue(7) " + relation + " 3";
      default:
        return "2 " + relation + " form.n";
    }
  }

  std::mt19937 random_;
};

TEST(LogicAtRandom, AgreesWithTryingEverything) {
  testing::World world;
  ASSERT_GT(world.forms().size(), 50U);
  int proven = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    RandomConditions random(seed);
    const std::string premise = random.condition(2);
    const std::string conclusion = random.condition(2);
    const expr::Ast& first = world.parse(premise);
    const expr::Ast& second = world.parse(conclusion);
    bool holds = true;
    bool together = false;
    for (const Value& form : world.forms()) {
      if (testing::World::evaluate(first, form) != true) continue;
      const bool both = testing::World::evaluate(second, form) == true;
      holds = holds && both;
      together = together || both;
    }
    logic::Reasoner reasoner(world.knowledge());
    const logic::Claim a = reasoner.formula(first);
    const logic::Claim b = reasoner.formula(second);
    EXPECT_EQ(reasoner.implies({&a, 1}, b), holds ? Answer::yes : Answer::no)
        << seed << ": " << premise << " => " << conclusion;
    EXPECT_EQ(reasoner.excludes(a, b), together ? Answer::no : Answer::yes)
        << seed << ": " << premise << " against " << conclusion;
    proven += holds ? 1 : 0;
  }
  EXPECT_GT(proven, 20);
}

}  // namespace
}  // namespace onething
