// SPDX-License-Identifier: Apache-2.0

#include <random>
#include <string>

#include "base/limits.h"
#include "unit/expr/formula.h"

namespace onething::expr {
namespace {

std::string repeat(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

TEST(Limits, AllowThirtyTwoLevelsAndNoMore) {
  EXPECT_EQ(outcome(repeat("(", 32) + "1" + repeat(")", 32)), "1");
  EXPECT_EQ(outcome(repeat("(", 33) + "1" + repeat(")", 33)),
            "? expr.too_deep");
  EXPECT_EQ(outcome(repeat("[", 500)), "? expr.too_deep");
  EXPECT_EQ(outcome(repeat("form[", 500)), "? expr.too_deep");
}

TEST(Limits, AllowLongChainsThatDoNotNest) {
  EXPECT_EQ(outcome("1" + repeat(" + 1", 249)), "250");
  EXPECT_EQ(outcome("true" + repeat(" && true", 400)), "true");
  EXPECT_EQ(outcome("false" + repeat("||false", 500) + "||true"), "true");
  EXPECT_EQ(outcome(repeat("false ? 0 : ", 240) + "1"), "1");
  EXPECT_EQ(outcome(repeat("!", 1000) + "true"), "true");
  EXPECT_EQ(outcome("{}" + repeat(".?a", 249)), "none");
}

TEST(Limits, RefuseChainsThatBuildOnThemselvesTooOften) {
  EXPECT_EQ(outcome("1" + repeat(" + 1", 250)), "? expr.too_many_steps");
  EXPECT_EQ(outcome("1" + repeat("+1", 2000)), "? expr.too_many_steps");
  EXPECT_EQ(outcome("form" + repeat(".a", 1000)), "? expr.too_many_steps");
  EXPECT_EQ(outcome("[]" + repeat(".map(x,x)", 300)), "? expr.too_many_steps");
}

TEST(Limits, RefuseFormulasThatAreTooLong) {
  EXPECT_EQ(outcome("'" + std::string(limits::formula_bytes_max, 'x') + "'"),
            "? expr.too_long");
}

TEST(Limits, StopFoldsOverTooManyElements) {
  EXPECT_EQ(outcome("lists.range(200).map(x, lists.range(200).map(y, y))"
                    ".size()"),
            "! expr.iterations_exceeded");
  EXPECT_EQ(outcome("[1, 2, 3].all(x, true)", {1000, 2}),
            "! expr.iterations_exceeded");
}

TEST(Limits, StopFormulasThatCostTooMuch) {
  EXPECT_EQ(outcome("each + each + each", {3, 100}), "! expr.cost_exceeded");
  EXPECT_EQ(outcome("each + each + each", {5, 100}), "21");
  EXPECT_EQ(outcome("lists.range(5000).distinct().size()"),
            "! expr.cost_exceeded");
}

TEST(Limits, CannotBeAbsorbed) {
  EXPECT_EQ(outcome("each + each + each == 4 || true", {4, 100}),
            "! expr.cost_exceeded");
  EXPECT_EQ(outcome("lists.range(100000).size() == 1 || true"),
            "! expr.result_too_big");
}

TEST(Limits, StopTextsBeforeTheyGrowTooBig) {
  const std::string doubling = "cel.bind(a, 'xxxxxxxxxxxxxxxx', " +
                               repeat("cel.bind(a, a + a + a + a, ", 10) +
                               "a.size()" + repeat(")", 11);
  EXPECT_EQ(outcome(doubling), "! expr.result_too_big");
  const std::string replacing =
      "cel.bind(a, 'xxxxxxxxxxxxxxxx', " +
      repeat("cel.bind(a, a.replace('x', 'xxxxxxxx'), ", 10) + "a.size()" +
      repeat(")", 11);
  EXPECT_EQ(outcome(replacing), "! expr.result_too_big");
  EXPECT_EQ(
      outcome("lists.range(9999).map(x, '" + repeat("y", 200) + "').join()"),
      "! expr.result_too_big");
}

TEST(Limits, StopListsThatShareTheirPartsWithoutEnd) {
  std::string nested = "cel.bind(a, [1, 1], ";
  std::string same = "a";
  for (int i = 0; i < 25; ++i) nested += "cel.bind(a, [a, a], ";
  const std::string end = repeat(")", 26);
  EXPECT_EQ(outcome(nested + "a" + end), "! expr.result_too_big");
  EXPECT_EQ(outcome(nested + "a == a" + end), "! expr.cost_exceeded");
  EXPECT_EQ(outcome(nested + "a.flatten(99)" + end).substr(0, 2), "! ");
  EXPECT_EQ(outcome(nested + "'%s'.format([a])" + end).substr(0, 2), "! ");
}

TEST(Limits, BoundThePatternsOfMatches) {
  EXPECT_EQ(outcome("'a'.matches('((a{100}){100}){100}')"),
            "? expr.bad_pattern");
  EXPECT_EQ(outcome("'" + repeat("a", 2000) + "'.matches('(a*)*$')"), "true");
}

// A fixed seed, so that a failure can be repeated.
TEST(Random, BytesNeverStopTheProgram) {
  std::mt19937 random(20260302);
  const std::string_view parts[] = {"form",
                                    ".name",
                                    "[",
                                    "]",
                                    "(",
                                    ")",
                                    "{",
                                    "}",
                                    "1",
                                    "0u",
                                    "1.5",
                                    "'a'",
                                    "\"",
                                    "+",
                                    "-",
                                    "*",
                                    "/",
                                    "%",
                                    "==",
                                    "<",
                                    "&&",
                                    "||",
                                    "!",
                                    "?",
                                    ":",
                                    ",",
                                    "in",
                                    ".map(x,",
                                    "x",
                                    ".all(",
                                    "has(",
                                    "size(",
                                    ".?a",
                                    "[?",
                                    "null",
                                    "true",
                                    "青",
                                    "（",
                                    "\\",
                                    "b'",
                                    "r\"",
                                    "'''",
                                    "money('1')",
                                    "date('2026-01-01')",
                                    "duration('1h')",
                                    "timestamp(0)",
                                    ".orValue(",
                                    "optional.of(",
                                    "math.greatest(",
                                    "lists.range(9)",
                                    "cel.bind(y,",
                                    ".format([",
                                    "'%s'",
                                    ".exists(x,",
                                    ".replace(",
                                    " "};
  std::uniform_int_distribution<std::size_t> pick(0, std::size(parts) - 1);
  std::uniform_int_distribution<int> length(1, 14);
  for (int i = 0; i < 2500; ++i) {
    std::string formula;
    for (int k = length(random); k > 0; --k) formula += parts[pick(random)];
    EXPECT_FALSE(outcome(formula).empty());
  }
}

TEST(Random, ChangedFormulasNeverStopTheProgram) {
  std::mt19937 random(7);
  const std::string_view seeds[] = {
      "form.permits.exists(p, p.expires < date('2026-06-01')) && form.age > 3",
      "'%s %.2f %x'.format([form.name, 1.5, b'abc']) + form.kind.replace('a', "
      "'b', 1)",
      "{'a': [1, 2.5, 3u], ?'b': form.?note}.a.map(x, x > 1, [x, {1: x}])",
      "cel.bind(x, form.numbers.sort(), x.slice(0, 2).map(y, math.abs(-y)))",
  };
  std::uniform_int_distribution<int> byte(0, 255);
  for (int i = 0; i < 1500; ++i) {
    std::string formula(seeds[static_cast<std::size_t>(i) % std::size(seeds)]);
    for (int k = 0; k < 3; ++k) {
      const auto at = static_cast<std::size_t>(random() % formula.size());
      if (k == 0)
        formula[at] = static_cast<char>(byte(random) % 96 + 32);
      else if (k == 1)
        formula.erase(at, 1);
      else
        formula.insert(at, 1, "()[]{}.,'+-"[random() % 11]);
    }
    EXPECT_FALSE(outcome(formula).empty());
  }
}

}  // namespace
}  // namespace onething::expr
