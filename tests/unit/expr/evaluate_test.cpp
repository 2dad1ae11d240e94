// SPDX-License-Identifier: Apache-2.0
//
// How a program that embeds formulas uses them.

#include "expr/evaluate.h"

#include <array>
#include <string>
#include <utility>

#include "unit/expr/formula.h"

namespace onething::expr {
namespace {

Program program_of(std::string_view formula,
                   std::span<const std::string_view> roots) {
  auto ast = parse(formula);
  EXPECT_TRUE(std::holds_alternative<Ast>(ast)) << formula;
  auto program = compile(std::get<Ast>(ast), roots);
  EXPECT_TRUE(std::holds_alternative<Program>(program)) << formula;
  return std::move(std::get<Program>(program));
}

std::string key_of(const EvalResult& result) {
  const auto* error = std::get_if<EvalError>(&result);
  return error == nullptr ? "" : std::string(error->message.key);
}

constexpr std::array<std::string_view, 2> kRoots = {"form", "steps"};

TEST(Evaluate, RunsOneProgramOverManyForms) {
  const Program program = program_of("form.age >= 18", kRoots);

  for (const int age : {17, 18, 19}) {
    const Value form = Object{{"age", age}};
    const std::array<const Value*, 2> roots = {&form, nullptr};
    const EvalResult result = evaluate(program, {roots});
    EXPECT_EQ(std::get<Value>(result), Value(age >= 18));
  }
}

TEST(Evaluate, KeepsAProgramThatWasMoved) {
  Program first = program_of("'a fairly long text, not kept inline' + 'b'", {});
  const Program second = std::move(first);
  EXPECT_EQ(show(std::get<Value>(evaluate(second, {}))),
            "'a fairly long text, not kept inlineb'");
}

TEST(Evaluate, RefusesRootsThatAreAbsentOnlyWhereTheyAreUsed) {
  const Program program = program_of("form.skip || steps.done", kRoots);
  const Value skipped = Object{{"skip", true}};
  const Value needed = Object{{"skip", false}};
  const std::array<const Value*, 2> first = {&skipped, nullptr};
  const std::array<const Value*, 2> second = {&needed, nullptr};

  EXPECT_EQ(std::get<Value>(evaluate(program, {first})), Value(true));
  EXPECT_EQ(key_of(evaluate(program, {second})), "expr.root_absent");
  EXPECT_EQ(key_of(evaluate(program, {})), "expr.root_absent");
}

TEST(Evaluate, NeedsACalendarForWorkingDays) {
  const Program program =
      program_of("addWorkingDays(date('2026-03-02'), 1)", {});
  EXPECT_EQ(key_of(evaluate(program, {})), "expr.no_calendar");
}

TEST(Evaluate, CopiesWhatItReturns) {
  const Program program = program_of("[form.list, form.list[0]]", kRoots);
  EvalResult result = Value();
  {
    const Value form = Object{{"list", List{"a text that is long enough"}}};
    const std::array<const Value*, 2> roots = {&form, nullptr};
    result = evaluate(program, {roots});
  }
  EXPECT_EQ(show(std::get<Value>(result)),
            "[['a text that is long enough'], 'a text that is long enough']");
}

TEST(Evaluate, MakesObjectsOfMapsWithTextKeys) {
  const auto kind = [](std::string_view formula) {
    return std::get<Value>(evaluate(program_of(formula, {}), {})).kind();
  };
  EXPECT_EQ(kind("{'a': 1}"), Value::Kind::object);
  EXPECT_EQ(kind("{}"), Value::Kind::object);
  EXPECT_EQ(kind("{1: 1}"), Value::Kind::map);
  EXPECT_EQ(kind("{'a': 1, 1: 1}"), Value::Kind::map);
}

TEST(Evaluate, ReadsMapsOfTheCallerToo) {
  const Value form = Map{{{Value(1), Value("one")}, {Value("k"), Value(2)}}};
  const std::array<const Value*, 2> roots = {&form, nullptr};
  const auto run = [&](std::string_view formula) {
    return show(
        std::get<Value>(evaluate(program_of(formula, kRoots), {roots})));
  };
  EXPECT_EQ(run("form[1]"), "'one'");
  EXPECT_EQ(run("form.k"), "2");
  EXPECT_EQ(run("form.map(key, key)"), "[1, 'k']");
}

TEST(Evaluate, SpeaksChineseToo) {
  const Program program = program_of("form.nane", kRoots);
  const Value form = Object{{"name", "x"}};
  const std::array<const Value*, 2> roots = {&form, nullptr};
  const EvalResult result = evaluate(program, {roots});
  EXPECT_EQ(render(std::get<EvalError>(result).message, Language::zh),
            "没有字段“nane”，相近的有：name");
}

}  // namespace
}  // namespace onething::expr
