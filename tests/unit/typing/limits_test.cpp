// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "unit/typing/formula.h"

namespace onething::typing {
namespace {

std::string repeat(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

// Whether judging ends soon; a slip into exponential time does not.
bool ends_soon(const std::string& formula) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(judge(formula).type.starts_with("syntax"))
      << formula.substr(0, 60);
  return std::chrono::steady_clock::now() - start < std::chrono::seconds(2);
}

TEST(Limits, LongFormulasTakeLittleTime) {
  EXPECT_TRUE(ends_soon(repeat("form.kept && ", 300) + "form.kept"));
  EXPECT_TRUE(ends_soon(repeat("has(form.capital) && ", 150) +
                        "form.capital > money(1)"));
  EXPECT_TRUE(ends_soon(repeat("form.age + ", 200) + "1"));
  EXPECT_TRUE(ends_soon("[" + repeat("[], ", 900) + "[1]]"));
  EXPECT_TRUE(ends_soon(repeat("[] == ", 200) + "[]"));
  EXPECT_TRUE(ends_soon(repeat("[] + ", 200) + "[1]"));
}

TEST(Limits, DeepFormulasTakeLittleTime) {
  EXPECT_TRUE(ends_soon(repeat("[", 30) + repeat("]", 30)));
  EXPECT_TRUE(ends_soon(repeat("[[1]].map(x, ", 25) + "x" + repeat(")", 25)));
  // Types that share parts grow as 2 to the number of levels when written out.
  std::string formula;
  for (int i = 0; i < 28; ++i) {
    const std::string last = i == 0 ? "1" : "v" + std::to_string(i - 1);
    formula += "cel.bind(v" + std::to_string(i) + ", {\"a\": " + last +
               ", \"b\": " + last + "}, ";
  }
  EXPECT_TRUE(ends_soon(formula + "v27" + repeat(")", 28)));
  std::string twice;
  for (int i = 0; i < 14; ++i) {
    const std::string end = std::to_string(i);
    for (const std::string name : {"v", "w"}) {
      const std::string last = i == 0 ? "[]" : name + std::to_string(i - 1);
      twice += "cel.bind(" + name + end + ", {\"a\": " + last +
               ", \"b\": " + last + ", \"c\": " + last + "}, ";
    }
  }
  EXPECT_TRUE(ends_soon(twice + "v13 == w13" + repeat(")", 28)));
  std::string keys;
  for (int i = 0; i < 28; ++i) {
    const std::string last = i == 0 ? "1" : "v" + std::to_string(i - 1);
    keys +=
        "cel.bind(v" + std::to_string(i) + ", {" + last + ": " + last + "}, ";
  }
  EXPECT_TRUE(ends_soon(keys + "v27" + repeat(")", 28)));
}

TEST(Limits, NoTypeContainsItself) {
  EXPECT_EQ(verdict("[].map(x, [].map(y, x in y && y in x))"), "no_overload");
  EXPECT_EQ(verdict("cel.bind(x, [], x + [x])"), "no_overload");
}

}  // namespace
}  // namespace onething::typing
