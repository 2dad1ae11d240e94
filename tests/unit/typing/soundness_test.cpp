// SPDX-License-Identifier: Apache-2.0
//
// What the checker accepts does not fail for want of an overload or a member:
// formulas are put together at random, from each other and from the table of
// overloads; those that are accepted are evaluated.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "calendar/calendar.h"
#include "expr/evaluate.h"
#include "expr/parse.h"
#include "typing/check_types.h"
#include "typing/overloads.h"

namespace onething::typing {
namespace {

// Forms of the language that are no functions; `$` is a formula found before.
constexpr std::string_view kShapes[] = {
    "$ ? $ : $",
    "$ && $",
    "$ || $",
    "[$, $]",
    "[$]",
    "{\"a\": $, \"b\": $}",
    "{$: $}",
    "$[$]",
    "$[?$]",
    "$.a",
    "$.?a",
    "$.?b",
    "has($.b)",
    "has($.b) && $.b == $",
    "has(r.b) && r.b == $",
    "has(r.b) ? r.b : $",
    "has(r.b) ? $ : r.b",
    "has(r.b) || r.b == $",
    "!has(r.b) && r.b == $",
    "$ ? r.b : $",
    "$ && r.b == $",
    "has(r.b)",
    "r.b == $ && $",
    "r.b == $ && has(r.b)",
    "r.b == $ || !has(r.b)",
    "r.b == $ || $",
    "!$",
    "(true ? $ : $).a",
    "(false ? $ : $).a",
    "[$, $].map(x, x.a)",
    "[r, {\"a\": $}]",
    "!has(r.b) || r.b == $",
    "r.?b.orValue($)",
    "$.map(x, [x, $])",
    "$.map(x, x.a)",
    "$.map(x, $, x)",
    "$.filter(x, x == $)",
    "$.filter(x, has(x.b)).map(x, x.b)",
    "$.exists(x, x == $)",
    "$.all(x, $)",
    "$.exists_one(x, x < $)",
    "$.transformMap(k, v, v)",
    "$.transformList(i, v, [i])",
    "cel.bind(x, $, [x, $])",
    "$.optMap(x, [x])",
    "$.optFlatMap(x, optional.of(x))",
    "[?$, $]",
    "{?\"a\": $}",
};

constexpr std::string_view kLeaves[] = {"1",
                                        "2u",
                                        "1.5",
                                        "\"a\"",
                                        "b\"a\"",
                                        "true",
                                        "money(\"1.50\")",
                                        "i",
                                        "d",
                                        "s",
                                        "m",
                                        "t",
                                        "at",
                                        "len",
                                        "tm",
                                        "kind",
                                        "r",
                                        "rs",
                                        "[1, 2]",
                                        "[]",
                                        "{}",
                                        "date(\"2026-03-02\")"};

class Fuzz {
 public:
  Fuzz() {
    record_ = types_.record({{"a", int_type, false}, {"b", text_type, true}});
    environment_.variables = {{"i", int_type},
                              {"d", double_type},
                              {"s", text_type},
                              {"m", money_type},
                              {"t", date_type},
                              {"at", instant_type},
                              {"len", duration_type},
                              {"tm", term_type},
                              {"kind", types_.enumeration({"x", "y"})},
                              {"r", record_},
                              {"rs", types_.list(record_)}};
    environment_.report_unknown_names = true;
    for (const Variable& variable : environment_.variables)
      names_.push_back(variable.name);
    full_ = values(Value(Object{{"a", 1}, {"b", "x"}}));
    bare_ = values(Value(Object{{"a", 1}}));
    bindings_.calendar = &Calendar::china();
    for (const std::string_view leaf : kLeaves) keep(std::string(leaf));
  }

  void step() {
    const std::string formula =
        random_() % 3 == 0 ? from_shape() : from_overload();
    if (formula.size() < 160 && seen_.insert(formula).second) keep(formula);
  }

  std::size_t accepted() const { return evaluated_; }

 private:
  static std::vector<Value> values(const Value& record) {
    return {Value(3),
            Value(2.5),
            Value("abc"),
            Value(Money{15000}),
            Value(Date{20514}),
            Value(Instant{1'772'000'000, 0}),
            Value(Duration{86'400, 0}),
            Value(Term{5, TermUnit::working_days}),
            Value("x"),
            record,
            Value(List{record, Value(Object{{"a", 2}})})};
  }

  const std::string& any() { return pool_[random_() % pool_.size()]; }

  // An argument that fits more often than not.
  const std::string& of_type(char sign) {
    for (int attempt = 0; attempt < 12; ++attempt) {
      const std::size_t at = random_() % pool_.size();
      if (heads_[at] == sign || (sign >= 'A' && sign <= 'Z')) return pool_[at];
    }
    return any();
  }

  static char head(std::string_view type) {
    if (type.starts_with("list")) return '[';
    if (type.starts_with("map")) return '{';
    if (type.starts_with("optional")) return '?';
    if (type.starts_with("type")) return ':';
    if (type == "double") return 'f';
    if (type == "bytes") return 'y';
    if (type == "timestamp") return '@';
    if (type == "duration") return 'l';
    if (type == "date") return 't';
    if (type == "term") return 'r';
    return type[0];  // bool, int, uint, string, money
  }

  std::string from_shape() {
    std::string out;
    for (const char c : kShapes[random_() % std::size(kShapes)])
      out += c == '$' ? "(" + any() + ")" : std::string(1, c);
    return out;
  }

  std::string from_overload() {
    const auto rows = all_overloads();
    const Overload& row = rows[random_() % rows.size()];
    std::vector<std::string> arguments;
    std::size_t at = 0;
    for (int i = 0; i < row.signature.arguments; ++i) {
      arguments.push_back("(" + of_type(row.signature.signs[at]) + ")");
      skip(row.signature, at);
    }
    if (row.signature.repeats) arguments.push_back("(" + any() + ")");
    return call(row, arguments);
  }

  static void skip(const Signature& row, std::size_t& at) {
    const char sign = row.signs[at++];
    if (sign == '[' || sign == '?' || sign == ':') skip(row, at);
    if (sign != '{') return;
    skip(row, at);
    skip(row, at);
  }

  static std::string call(const Overload& row,
                          const std::vector<std::string>& arguments) {
    const std::string name(row.name);
    if (name == "@map_insert") return "{}";
    if (name == "_[_]") return arguments[0] + "[" + arguments[1] + "]";
    if (name == "_[?_]") return arguments[0] + "[?" + arguments[1] + "]";
    if (name == "@in") return arguments[0] + " in " + arguments[1];
    if (name.starts_with('_'))
      return arguments[0] + name.substr(1, name.size() - 2) + arguments[1];
    if (name.ends_with('_')) return name.substr(0, 1) + arguments[0];
    const bool method = row.style == expr::CallStyle::method;
    std::string out = method ? arguments[0] + "." + name + "(" : name + "(";
    for (std::size_t i = method ? 1 : 0; i < arguments.size(); ++i)
      out += (i > (method ? 1u : 0u) ? ", " : "") + arguments[i];
    return out + ")";
  }

  // Adds the formula to the pool when it is accepted, and tries it.
  void keep(const std::string& formula) {
    auto parsed = expr::parse(formula);
    const auto* ast = std::get_if<expr::Ast>(&parsed);
    if (ast == nullptr) return;
    const std::size_t before = types_.size();
    const Checked checked = check_types(*ast, environment_, types_);
    const bool fine = is_fine(checked);
    const bool sure = fine && !speaks_of(checked, Kind::dyn);
    const std::string type = types_.spell(checked.type);
    if (sure) {
      evaluate(formula, *ast, checked, full_);
      evaluate(formula, *ast, checked, bare_);
    }
    types_.shrink_to(before);
    if (!sure) return;
    ++evaluated_;
    pool_.push_back(formula);
    heads_.push_back(head(type));
  }

  static bool is_fine(const Checked& checked) {
    for (const Mistake& mistake : checked.mistakes)
      if (mistake.kind != Mistake::Kind::needless_guard &&
          mistake.kind != Mistake::Kind::constant_fails)
        return false;
    return true;
  }

  // Whether a part is of a type in which `kind` occurs.
  bool speaks_of(const Checked& checked, Kind kind) const {
    for (const TypeId type : checked.node_types)
      if (holds(type, kind)) return true;
    return false;
  }

  bool holds(TypeId type, Kind kind) const {
    if (types_.kind(type) == kind) return true;
    switch (types_.kind(type)) {
      case Kind::list:
      case Kind::optional:
        return holds(types_.first(type), kind);
      case Kind::map:
        return holds(types_.first(type), kind) ||
               holds(types_.second(type), kind);
      case Kind::record:
        for (const Member& member : types_.members(type))
          if (holds(member.type, kind)) return true;
        return false;
      default:
        return false;
    }
  }

  static bool has_index(const expr::Ast& ast) {
    return std::any_of(
        ast.nodes.begin(), ast.nodes.end(),
        [](const expr::Node& node) { return node.op == expr::Op::index; });
  }

  void evaluate(const std::string& formula, const expr::Ast& ast,
                const Checked& checked, const std::vector<Value>& values) {
    auto compiled = expr::compile(ast, names_);
    auto* program = std::get_if<expr::Program>(&compiled);
    ASSERT_NE(program, nullptr) << formula;
    std::vector<const Value*> roots;
    for (const Value& value : values) roots.push_back(&value);
    bindings_.roots = roots;
    const auto result = expr::evaluate(*program, bindings_);
    if (const auto* value = std::get_if<Value>(&result)) {
      EXPECT_TRUE(is_of_type(*value, checked.type))
          << formula << " is no " << types_.spell(checked.type);
      return;
    }
    const Message& message = std::get<expr::EvalError>(result).message;
    // NaN has no place in an order; that depends on values, not on types.
    if (render(message, Language::en) ==
        "sort does not work with a double and a double")
      return;
    for (const std::string_view wrong :
         {"expr.no_overload", "expr.select_on", "expr.condition_not_bool",
          "expr.not_a_range", "expr.optional_expected"})
      EXPECT_FALSE(message.key.starts_with(wrong))
          << formula << ": " << render(message, Language::en);
    // Which key is asked for in brackets is not known before.
    const bool may_miss = speaks_of(checked, Kind::map) || has_index(ast);
    EXPECT_FALSE(message.key.starts_with("expr.no_such_key") && !may_miss)
        << formula << ": " << render(message, Language::en);
  }

  bool is_of_type(const Value& value, TypeId type) const {
    type = types_.resolve(type);
    switch (types_.kind(type)) {
      case Kind::null:
        return value.is_null();
      case Kind::boolean:
        return value.as<bool>() != nullptr;
      case Kind::integer:
        return value.as<std::int64_t>() != nullptr;
      case Kind::unsigned_integer:
        return value.as<std::uint64_t>() != nullptr;
      case Kind::real:
        return value.as<double>() != nullptr;
      case Kind::text:
      case Kind::enumeration:
        return value.text() != nullptr;
      case Kind::money:
        return value.as<Money>() != nullptr;
      case Kind::date:
        return value.as<Date>() != nullptr;
      case Kind::instant:
        return value.as<Instant>() != nullptr;
      case Kind::duration:
        return value.as<Duration>() != nullptr;
      case Kind::list:
        if (value.list() == nullptr) return false;
        for (const Value& element : *value.list())
          if (!is_of_type(element, types_.first(type))) return false;
        return true;
      case Kind::record:
        if (value.object() == nullptr) return false;
        for (const Member& member : types_.members(type)) {
          const Value* found = value.find(member.name);
          if (found == nullptr ? !member.may_be_absent
                               : !is_of_type(*found, member.type))
            return false;
        }
        return true;
      default:
        return true;
    }
  }

  Types types_;
  TypeId record_ = dyn_type;
  Environment environment_;
  std::vector<std::string_view> names_;
  std::vector<Value> full_;
  std::vector<Value> bare_;
  expr::Bindings bindings_;
  std::mt19937 random_{20261124};
  std::vector<std::string> pool_;
  std::vector<char> heads_;
  std::set<std::string> seen_;
  std::size_t evaluated_ = 0;
};

TEST(Soundness, NothingThatIsAcceptedFailsForItsTypes) {
  Fuzz fuzz;
  const char* more = std::getenv("ONETHING_FUZZ_STEPS");
  const int steps = more == nullptr ? 4'000 : std::atoi(more);
  for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) fuzz.step();
  EXPECT_GT(fuzz.accepted(), static_cast<std::size_t>(steps) / 20);
}

}  // namespace
}  // namespace onething::typing
