// SPDX-License-Identifier: Apache-2.0
//
// Reading and checking a formula that is four times as long takes about four
// times as long, whatever it is made of and also when all of it is wrong.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "expr/evaluate.h"
#include "support/growth.h"
#include "unit/typing/formula.h"

namespace onething::typing {
namespace {

constexpr std::string_view kRoots[] = {"form", "steps", "any"};

// As long as may be: `part` stands between `first` and `last`, "@" in it for
// the number of each.
std::string formula_of(std::string_view first, std::string_view part,
                       std::string_view last, std::size_t bytes) {
  std::string text(first);
  for (int i = 0;; ++i) {
    std::string next(part);
    for (std::size_t at = next.find('@'); at != std::string::npos;
         at = next.find('@', at))
      next.replace(at, 1, std::to_string(i));
    if (text.size() + next.size() + last.size() > bytes) break;
    text += next;
  }
  return text + std::string(last);
}

void check_all(const std::string& formula, int times) {
  for (int i = 0; i < times; ++i) {
    static_cast<void>(judge(formula));
    const auto parsed = expr::parse(formula);
    const auto* ast = std::get_if<expr::Ast>(&parsed);
    if (ast == nullptr) continue;
    static_cast<void>(expr::compile(*ast, kRoots));
    static_cast<void>(expr::references(*ast));
  }
}

// Formulas are short, so that one is checked often enough to be timed.
void expect_linear(std::string_view first, std::string_view part,
                   std::string_view last) {
  constexpr int kTimes = 8;
  constexpr std::size_t kBytes = limits::formula_bytes_max / 4;
  testing::expect_linear(
      [&](std::size_t times) {
        return [text = formula_of(first, part, last, kBytes * times)] {
          check_all(text, kTimes);
        };
      },
      std::string(first) + "|" + std::string(part) + "|" + std::string(last));
}

TEST(Growth, OfFormulasWithoutAMistakeIsLinear) {
  expect_linear("", "form.kept && ", "form.kept");
  expect_linear("", "form.age == @ || ", "form.kept");
  expect_linear("", "has(form.capital) && ", "form.kept");
  expect_linear("", "form.age + ", "1");
  expect_linear("[", "@, ", "0].size()");
  expect_linear("{", "\"k@\": @, ", "\"z\": 1}.size()");
  expect_linear("form.age in [", "@, ", "0]");
  expect_linear("form.name", ".trim()", "");
  expect_linear("\"", "文字", "\" + form.name");
  expect_linear("\"", "\\n\\u6587", "\" + form.name");
  expect_linear("", "(form.kept ? 1 : 2) + ", "0");
  expect_linear("", "[1].all(x, x > @) && ", "form.kept");
  expect_linear("form.age ", "  \n", "== 1");
}

TEST(Growth, OfFormulasThatAreAllWrongIsLinear) {
  expect_linear("", "form.nam@ == \"a\" && ", "form.kept");
  expect_linear("", "frm@.name == \"a\" && ", "form.kept");
  expect_linear("", "form.capital > 1 && ", "form.kept");
  expect_linear("", "form.age + \"a\" == 1 || ", "form.kept");
  expect_linear("", "f@(1) && ", "form.kept");
  expect_linear("[", "[@, \"a\"], ", "1].size()");
  expect_linear("", "form.kind == \"compny@\" || ", "form.kept");
  expect_linear("any", ".member@", "");
  expect_linear("", "((", "");
  expect_linear("", "a ? ", "");
  expect_linear("\"", "\\q", "\"");
  expect_linear("", "@ @ ", "");
}

TEST(Growth, OfTypesThatGrowIsLinear) {
  expect_linear("", "[] + ", "[1]");
  expect_linear("[", "[], ", "[1]]");
  expect_linear("[", "{\"a\": @}, ", "{\"a\": 1}]");
  expect_linear("[", "form.bank, ", "form.?bank.orValue(any)]");
  expect_linear("", "dyn([@]) == [form.age] || ", "form.kept");
}

}  // namespace
}  // namespace onething::typing
