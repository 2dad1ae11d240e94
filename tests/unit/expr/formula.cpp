// SPDX-License-Identifier: Apache-2.0

#include "unit/expr/formula.h"

#include <optional>
#include <vector>

#include "base/format.h"

namespace onething::expr {

namespace {

constexpr std::string_view kRoots[] = {"form", "steps", "each", "prefill"};

Value sample_form() {
  const List permits = {
      Object{{"code", "A1"}, {"expires", *parse_date("2026-05-01")}},
      Object{{"code", "B2"}, {"expires", *parse_date("2027-05-01")}}};
  return Object{{"name", "青岛某某"},
                {"kind", "company"},
                {"age", 30},
                {"capital", *parse_money("500000.00")},
                {"founded", *parse_date("2020-02-28")},
                {"limit", *parse_term("5wd")},
                {"permits", permits},
                {"note", Value()},
                {"agreed", true},
                {"numbers", List{3, 1, 2}}};
}

Value sample_steps() {
  return Object{{"register", Object{{"name", "新名称"}, {"number", "R-1"}}}};
}

Calendar week_calendar() {
  return Calendar("test", 2026, 2026, {*parse_date("2026-03-04")},
                  {*parse_date("2026-03-07")});
}

std::string show_list(const List& list) {
  std::string out;
  for (const Value& element : list)
    out += (out.empty() ? "" : ", ") + show(element);
  return "[" + out + "]";
}

std::string show_object(const Object& object) {
  std::string out;
  for (const auto& [name, value] : object)
    out += (out.empty() ? "" : ", ") + name + ": " + show(value);
  return "{" + out + "}";
}

std::string show_map(const Map& map) {
  std::string out;
  for (const auto& [key, value] : map.entries)
    out += (out.empty() ? "" : ", ") + show(key) + ": " + show(value);
  return "{" + out + "}";
}

std::string show_real(double value) {
  const std::string text = format("{}", value);
  return text.find_first_not_of("-0123456789") == text.npos ? text + ".0"
                                                            : text;
}

using Compiled = std::variant<Program, ParseError>;

// Checking finds what compiling finds, whatever the formula.
void expect_same(const std::optional<ParseError>& checked,
                 const Compiled& compiled) {
  const auto* error = std::get_if<ParseError>(&compiled);
  ASSERT_EQ(checked.has_value(), error != nullptr);
  if (error == nullptr) return;
  EXPECT_EQ(checked->range.begin, error->range.begin);
  EXPECT_EQ(checked->range.end, error->range.end);
  EXPECT_EQ(render(checked->message, Language::en),
            render(error->message, Language::en));
  EXPECT_EQ(checked->help.empty(), error->help.empty());
  if (error->help.empty()) return;
  EXPECT_EQ(render(checked->help, Language::en),
            render(error->help, Language::en));
}

Compiled compile_text(std::string_view formula) {
  auto ast = parse(formula);
  if (auto* error = std::get_if<ParseError>(&ast)) return std::move(*error);
  Compiled compiled = compile(std::get<Ast>(ast), kRoots);
  expect_same(check(std::get<Ast>(ast), kRoots), compiled);
  return compiled;
}

EvalResult run(const Program& program, const EvalLimits& limits) {
  const Value form = sample_form();
  const Value steps = sample_steps();
  const Value each(7);
  const Value* roots[] = {&form, &steps, &each, nullptr};
  const Calendar calendar = week_calendar();
  return evaluate(program, {roots, &calendar}, limits);
}

std::string cut(std::string_view formula, Range range) {
  return std::string(formula.substr(range.begin, range.end - range.begin));
}

}  // namespace

std::string show(const Value& value) {
  using Kind = Value::Kind;
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return *value.as<bool>() ? "true" : "false";
    case Kind::integer:
      return std::to_string(*value.as<std::int64_t>());
    case Kind::unsigned_integer:
      return std::to_string(*value.as<std::uint64_t>()) + "u";
    case Kind::real:
      return show_real(*value.as<double>());
    case Kind::money:
      return "money " + to_text(*value.as<Money>());
    case Kind::text:
      return "'" + *value.text() + "'";
    case Kind::bytes:
      return "b'" + value.as<Bytes>()->data + "'";
    case Kind::date:
      return "date " + to_text(*value.as<Date>());
    case Kind::instant:
      return "at " + to_text(*value.as<Instant>());
    case Kind::duration:
      return "for " + to_text(*value.as<Duration>());
    case Kind::term:
      return "term " + to_text(*value.as<Term>());
    case Kind::list:
      return show_list(*value.list());
    case Kind::object:
      return show_object(*value.object());
    case Kind::map:
      return show_map(*value.as<Map>());
    case Kind::type:
      return "type " + value.as<TypeName>()->name;
    case Kind::optional:
      return value.as<Optional>()->content.empty()
                 ? "none"
                 : "some " + show(value.as<Optional>()->content[0]);
  }
  return {};
}

std::string outcome(std::string_view formula, const EvalLimits& limits) {
  const Compiled program = compile_text(formula);
  if (const auto* error = std::get_if<ParseError>(&program))
    return "? " + std::string(error->message.key);
  const EvalResult result = run(std::get<Program>(program), limits);
  if (const auto* error = std::get_if<EvalError>(&result))
    return "! " + std::string(error->message.key);
  return show(std::get<Value>(result));
}

std::string outcome(std::string_view formula) {
  return outcome(formula, default_limits());
}

Mistake mistake_in(std::string_view formula) {
  const Compiled program = compile_text(formula);
  if (const auto* error = std::get_if<ParseError>(&program))
    return {std::string(error->message.key), cut(formula, error->range),
            render(error->help, Language::en)};
  const EvalResult result = run(std::get<Program>(program), default_limits());
  if (const auto* error = std::get_if<EvalError>(&result))
    return {std::string(error->message.key), cut(formula, error->range),
            render(error->message, Language::en)};
  return {"", "", ""};
}

// Every row of every table below is one case.
TEST_P(Formulas, GiveWhatTheTableSays) {
  EXPECT_EQ(outcome(GetParam().formula), GetParam().outcome)
      << GetParam().formula;
}

}  // namespace onething::expr
