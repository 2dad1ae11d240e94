// SPDX-License-Identifier: Apache-2.0
//
// Chapters of the CEL specification, one table each.

#include "unit/expr/formula.h"

namespace onething::expr {
namespace {

constexpr FormulaCase kLiterals[] = {
    {"0", "0"},
    {"-9223372036854775808", "-9223372036854775808"},
    {"9223372036854775807", "9223372036854775807"},
    {"9223372036854775808", "? expr.number_too_big"},
    {"0x1F", "31"},
    {"-0x1F", "-31"},
    {"0xffffffffffffffffu", "18446744073709551615u"},
    {"42u", "42u"},
    {"42U", "42u"},
    {"18446744073709551616u", "? expr.number_too_big"},
    {"1.5", "1.5"},
    {".5", "0.5"},
    {"1e3", "1000.0"},
    {"-2.5E-1", "-0.25"},
    {"true", "true"},
    {"null", "null"},
    {"''", "''"},
    {"'a'", "'a'"},
    {"\"it's\"", "'it's'"},
    {"'\"'", "'\"'"},
    {"'''x''x'''", "'x''x'"},
    {"\"\"\"a\nb\"\"\"", "'a\nb'"},
    {"r'a\\n'", "'a\\n'"},
    {"R\"\\\\\"", "'\\\\'"},
    {"'\\x41\\u00e9\\U0001F600\\101'", "'A\u00e9\U0001F600A'"},
    {"'\\ud83d\\ude00'", "'\U0001F600'"},
    {"'\\ud83d'", "? expr.bad_escape"},
    {"'\\a\\b\\f\\n\\r\\t\\v\\\\\\?\\'\\\"\\`'", "'\a\b\f\n\r\t\v\\?'\"`'"},
    {"'\\q'", "? expr.bad_escape"},
    {"'\\08'", "? expr.bad_escape"},
    {"'\\U00110000'", "? expr.bad_escape"},
    {"b'abc'", "b'abc'"},
    {"b'\\xff' == b'\\377'", "true"},
    {"size(b'\\303\\277')", "2"},
    {"size('\\303\\277')", "2"},
    {"br'\\n'", "b'\\n'"},
    {"b'\\u0041'", "? expr.bad_escape"},
    {"1 // a remark", "1"},
    {"1 + // a remark\n2", "3"},
    {"[]", "[]"},
    {"[1, 'a', null,]", "[1, 'a', null]"},
    {"{}", "{}"},
    {"{'a': 1, 'b': [2]}", "{a: 1, b: [2]}"},
    {"{1: 'x', true: 'y', 2u: 'z'}", "{1: 'x', true: 'y', 2u: 'z'}"},
    {"{'a': 1, 'a': 2}", "! expr.repeated_key"},
    {"{0: 1, 0u: 2}", "! expr.repeated_key"},
    {"{1.0: 1}", "! expr.bad_key"},
    {"{null: 1}", "! expr.bad_key"},
};
INSTANTIATE_TEST_SUITE_P(Literals, Formulas, testing::ValuesIn(kLiterals));

constexpr FormulaCase kSyntax[] = {
    {"1 + 2 * 3", "7"},
    {"(1 + 2) * 3", "9"},
    {"10 - 3 - 2", "5"},
    {"100 / 10 / 5", "2"},
    {"7 % 4 * 2", "6"},
    {"--1", "1"},
    {"-(-1)", "1"},
    {"!!true", "true"},
    {"!true == false", "true"},
    {"true ? 1 : 2", "1"},
    {"(true ? 1 : 2) + 10", "11"},
    {"(form.age > 3 ? 1 : 2) + 10", "11"},
    {"size(form.age > 3 ? 'abc' : 'a')", "3"},
    {"[form.age > 3 ? 1 : 2, 5]", "[1, 5]"},
    {"(form.agreed || false) == true", "true"},
    {"false ? 1 : true ? 2 : 3", "2"},
    {"false || true && false", "false"},
    {"1 < 2 == true", "true"},
    {"1 + 1 in [2]", "true"},
    {"[1, 2, 3][1]", "2"},
    {"{'a': {'b': 5}}.a.b", "5"},
    {"{'first-name': 1}.`first-name`", "1"},
    {"{'if': 1}.if", "1"},
    {".form.age", "30"},
    {"form.age.foo()", "? expr.unknown_function"},
    {"1 +", "? expr.unexpected_end"},
    {"(1", "? expr.not_closed"},
    {"[1, 2", "? expr.not_closed"},
    {"1 2", "? expr.unexpected"},
    {"", "? expr.empty"},
    {"  // nothing", "? expr.empty"},
    {"if", "? expr.reserved"},
    {"a.in", "? expr.unexpected"},
    {"Foo{a: 1}", "? expr.no_messages"},
    {"1 ? 2", "? expr.unexpected_end"},
    {"true ? 1, 2", "? expr.unexpected"},
    {"{1, 2}", "? expr.unexpected"},
    {"{'a' 1}", "? expr.unexpected"},
    {"f(1,)", "? expr.unexpected"},
};
INSTANTIATE_TEST_SUITE_P(Syntax, Formulas, testing::ValuesIn(kSyntax));

constexpr FormulaCase kEquality[] = {
    {"1 == 1", "true"},
    {"1 == 1.0", "true"},
    {"1u == 1", "true"},
    {"1.5 == 1", "false"},
    {"-1 == 18446744073709551615u", "false"},
    {"1 != 2", "true"},
    {"'1' == 1", "false"},
    {"null == null", "true"},
    {"null == 0", "false"},
    {"0.0 / 0.0 == 0.0 / 0.0", "false"},
    {"0.0 == -0.0", "true"},
    {"[1, 2] == [1.0, 2u]", "true"},
    {"[1] == [1, 2]", "false"},
    {"{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "true"},
    {"{1: 'a'} == {1u: 'a'}", "true"},
    {"{'a': 1} == {'a': 2}", "false"},
    {"b'a' == b'a'", "true"},
    {"b'a' == 'a'", "false"},
    {"type(1) == int", "true"},
    {"type(1) == type(1u)", "false"},
    {"optional.of(1) == optional.of(1.0)", "true"},
    {"optional.none() == optional.of(1)", "false"},
    {"duration('60s') == duration('1m')", "true"},
};
INSTANTIATE_TEST_SUITE_P(Equality, Formulas, testing::ValuesIn(kEquality));

constexpr FormulaCase kOrder[] = {
    {"1 < 2", "true"},
    {"1 < 1.5", "true"},
    {"2u >= 2", "true"},
    {"-1 < 0u", "true"},
    {"9223372036854775807 < 1e19", "true"},
    {"'a' < 'b'", "true"},
    {"'Z' < 'a'", "true"},
    {"'\uffff' < '\U00010000'", "true"},
    {"b'a' <= b'a'", "true"},
    {"false < true", "true"},
    {"duration('1s') < duration('1m')", "true"},
    {"timestamp(0) > timestamp(-1)", "true"},
    {"0.0 / 0.0 < 1.0", "false"},
    {"'1' < 2", "! expr.no_overload_two"},
    {"null < null", "! expr.no_overload_two"},
    {"[1] < [2]", "! expr.no_overload_two"},
    {"1 in [1u]", "true"},
    {"4 in [1, 2]", "false"},
    {"'a' in {'a': 1}", "true"},
    {"1.0 in {1: 2}", "true"},
    {"1 in 'abc'", "! expr.no_overload_two"},
};
INSTANTIATE_TEST_SUITE_P(Order, Formulas, testing::ValuesIn(kOrder));

constexpr FormulaCase kArithmetic[] = {
    {"9223372036854775807 + 1", "! expr.overflow"},
    {"-9223372036854775808 - 1", "! expr.overflow"},
    {"-(-9223372036854775808)", "! expr.overflow"},
    {"9223372036854775807 * 2", "! expr.overflow"},
    {"-9223372036854775808 / -1", "! expr.overflow"},
    {"-9223372036854775808 % -1", "! expr.overflow"},
    {"0u - 1u", "! expr.overflow"},
    {"18446744073709551615u + 1u", "! expr.overflow"},
    {"1 / 0", "! expr.divide_by_zero"},
    {"1 % 0", "! expr.divide_by_zero"},
    {"1u / 0u", "! expr.divide_by_zero"},
    {"1.0 / 0.0", "inf"},
    {"7 / 2", "3"},
    {"-7 / 2", "-3"},
    {"-7 % 2", "-1"},
    {"1 + 1u", "! expr.no_overload_two"},
    {"1 + 1.0", "! expr.no_overload_two"},
    {"'a' + 'b'", "'ab'"},
    {"b'a' + b'b'", "b'ab'"},
    {"[1] + [2]", "[1, 2]"},
    {"'a' + 1", "! expr.no_overload_two"},
    {"-'a'", "! expr.no_overload_one"},
    {"!1", "! expr.no_overload_one"},
    {"-1u", "! expr.no_overload_one"},
};
INSTANTIATE_TEST_SUITE_P(Arithmetic, Formulas, testing::ValuesIn(kArithmetic));

constexpr FormulaCase kAbsorption[] = {
    {"false && 1 / 0 == 1", "false"},
    {"1 / 0 == 1 && false", "false"},
    {"1 / 0 == 1 && true", "! expr.divide_by_zero"},
    {"true || 1 / 0 == 1", "true"},
    {"1 / 0 == 1 || true", "true"},
    {"1 / 0 == 1 || false", "! expr.divide_by_zero"},
    {"1 / 0 == 1 || form.missing", "! expr.divide_by_zero"},
    {"1 && false", "false"},
    {"1 && true", "! expr.no_overload_two"},
    {"'x' || true", "true"},
    {"true && 1", "! expr.no_overload_two"},
    {"true ? 1 : 1 / 0", "1"},
    {"false ? 1 / 0 : 2", "2"},
    {"1 / 0 == 1 ? 1 : 2", "! expr.divide_by_zero"},
    {"1 ? 2 : 3", "! expr.condition_not_bool"},
    {"[0, 1].all(x, 1 / x == 1)", "! expr.divide_by_zero"},
    {"[0, 2].all(x, 1 / x == 1)", "false"},
    {"[0, 1].exists(x, 1 / x == 1)", "true"},
    {"[0, 2].exists(x, 1 / x == 1)", "! expr.divide_by_zero"},
    {"[0, 1].exists_one(x, 1 / x == 1)", "! expr.divide_by_zero"},
    {"[1, 0].map(x, 1 / x)", "! expr.divide_by_zero"},
    {"[1 / 0]", "! expr.divide_by_zero"},
    {"{'a': 1 / 0}", "! expr.divide_by_zero"},
    {"size([1 / 0]) == 1 || true", "true"},
    {"prefill.x == 1 || true", "true"},
};
INSTANTIATE_TEST_SUITE_P(Absorption, Formulas, testing::ValuesIn(kAbsorption));

constexpr FormulaCase kMacros[] = {
    {"has(form.name)", "true"},
    {"has(form.missing)", "false"},
    {"has(form.note)", "true"},
    {"has({'a': 1}.a)", "true"},
    {"has(form.missing.deeper)", "! expr.no_such_key"},
    {"has(form)", "? expr.has_argument"},
    {"has(form['name'])", "? expr.has_argument"},
    {"[1, 2].all(x, x > 0)", "true"},
    {"[].all(x, x > 0)", "true"},
    {"[].exists(x, true)", "false"},
    {"[1, 2, 2].exists_one(x, x == 2)", "false"},
    {"[1, 2].exists_one(x, x == 2)", "true"},
    {"[1, 2, 3].map(x, x * x)", "[1, 4, 9]"},
    {"[1, 2, 3].map(x, x > 1, x * 10)", "[20, 30]"},
    {"[1, 2, 3].filter(x, x != 2)", "[1, 3]"},
    {"{'a': 1, 'b': 2}.map(k, k)", "['a', 'b']"},
    {"{'a': 1, 'b': 2}.filter(k, k == 'b')", "['b']"},
    {"[[1], [2, 3]].map(x, x.map(y, y + size(x)))", "[[2], [4, 5]]"},
    {"[1].map(x, [2].map(x, x))", "[[2]]"},
    {"[1, 2].map(x, [x, x]).map(p, p[0] + p[1])", "[2, 4]"},
    {"[1].map(form, form)", "[1]"},
    {"[1].map(form, .form.age)", "[30]"},
    {"[1, 2].all(1, true)", "? expr.macro_variable"},
    {"[1, 2].map(a.b, 1)", "? expr.macro_variable"},
    {"[1, 2].all(x, x)", "! expr.no_overload_two"},
    {"1.all(x, true)", "! expr.not_a_range"},
    {"(1).all(x, true)", "! expr.not_a_range"},
    {"[3, 4].exists(i, v, i == 1 && v == 4)", "true"},
    {"[3, 4].all(i, v, v > i)", "true"},
    {"{'a': 1}.exists(k, v, k == 'a' && v == 1)", "true"},
    {"[3, 4].transformList(i, v, i + v)", "[3, 5]"},
    {"[3, 4].transformList(i, v, i > 0, v)", "[4]"},
    {"{'a': 1}.transformMap(k, v, v + 1)", "{a: 2}"},
    {"[5].transformMap(i, v, v)", "{0: 5}"},
    {"[1].all(x, x, true)", "? expr.macro_variable"},
    {"cel.bind(x, 5, x * x)", "25"},
    {"cel.bind(x, [1, 2], x.map(y, y + size(x)))", "[3, 4]"},
    {"cel.bind(x, 1, cel.bind(x, x + 1, x))", "2"},
};
INSTANTIATE_TEST_SUITE_P(Macros, Formulas, testing::ValuesIn(kMacros));

constexpr FormulaCase kFields[] = {
    {"form.name", "'青岛某某'"},
    {"form['name']", "'青岛某某'"},
    {"form.nama", "! expr.no_such_key_but"},
    {"form.zzzzzz", "! expr.no_such_key"},
    {"form.note.x", "! expr.select_on"},
    {"form.age.x", "! expr.select_on"},
    {"form.permits[1].code", "'B2'"},
    {"form.permits[2]", "! expr.index_out_of_range"},
    {"form.permits[-1]", "! expr.index_out_of_range"},
    {"[1, 2][1u]", "2"},
    {"[1, 2][1.0]", "2"},
    {"[1, 2][0.5]", "! expr.index_out_of_range"},
    {"[1, 2]['a']", "! expr.no_overload_two"},
    {"{1: 'a'}[1u]", "'a'"},
    {"{1: 'a'}[1.0]", "'a'"},
    {"{1: 'a'}[2]", "! expr.no_such_key"},
    {"{'a': 1}[[1]]", "! expr.no_overload_two"},
    {"prefill", "! expr.root_absent"},
    {"prefill.name", "! expr.root_absent"},
    {"nothing", "? expr.unknown_name"},
    {"each", "7"},
};
INSTANTIATE_TEST_SUITE_P(Fields, Formulas, testing::ValuesIn(kFields));

constexpr FormulaCase kOptionals[] = {
    {"form.?name", "some '青岛某某'"},
    {"form.?missing", "none"},
    {"form.?missing.deeper", "none"},
    {"form.?missing.?deeper.orValue('x')", "'x'"},
    {"steps.?register.name.orValue('')", "'新名称'"},
    {"steps.?bank.receipt.orValue('')", "''"},
    {"[1][?0]", "some 1"},
    {"[1][?5]", "none"},
    {"{'a': 1}[?'b']", "none"},
    {"has(form.?missing.x)", "false"},
    {"optional.of(1).hasValue()", "true"},
    {"optional.none().hasValue()", "false"},
    {"optional.of(5).value()", "5"},
    {"optional.none().value()", "! expr.optional_empty"},
    {"optional.none().or(optional.of(2))", "some 2"},
    {"optional.of(1).or(optional.of(2))", "some 1"},
    {"optional.of(1).orValue(1 / 0)", "1"},
    {"optional.none().orValue(1 / 0)", "! expr.divide_by_zero"},
    {"optional.none().or(1)", "! expr.no_overload_one"},
    {"(1).orValue(2)", "! expr.no_overload_one"},
    {"steps.?register.number.orValue('').size()", "3"},
    {"optional.ofNonZeroValue('')", "none"},
    {"optional.ofNonZeroValue(3)", "some 3"},
    {"[?form.?missing, ?form.?age, 1]", "[30, 1]"},
    {"{?'a': form.?missing, ?'b': form.?age}", "{b: 30}"},
    {"[?1]", "! expr.optional_expected"},
    {"optional.of(2).optMap(x, x + 1)", "some 3"},
    {"optional.none().optMap(x, x + 1)", "none"},
    {"optional.of([7]).optFlatMap(x, x[?0])", "some 7"},
    {"optional.unwrap([optional.of(1), optional.none()])", "[1]"},
    {"[4, 5].first()", "some 4"},
    {"[].last()", "none"},
};
INSTANTIATE_TEST_SUITE_P(Optionals, Formulas, testing::ValuesIn(kOptionals));

// A plain path is read in a way of its own; a space behind it makes the parser
// read the same path like any other formula.
TEST(Paths, AreReadLikeAnyOtherFormula) {
  for (const std::string text :
       {"form",        "form.name", "form.?name", "steps.?a_1.B2.?c",
        "_x.while.y9", "form.in",   "form.",      "form..x",
        "form.9",      "9form.x",   "form?",      "form?.x",
        "form.?",      "if.x",      "in.x",       "null",
        "true.x",      "?form",     "..",         "form.?x?"}) {
    const auto path = parse(text);
    const auto same = parse(text + " ");
    ASSERT_EQ(path.index(), same.index()) << text;
    if (const auto* error = std::get_if<ParseError>(&path)) {
      EXPECT_EQ(error->message.key, std::get<ParseError>(same).message.key);
      continue;
    }
    const auto& a = std::get<Ast>(path).nodes;
    const auto& b = std::get<Ast>(same).nodes;
    ASSERT_EQ(a.size(), b.size()) << text;
    EXPECT_EQ(std::get<Ast>(path).root, std::get<Ast>(same).root) << text;
    for (std::size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(a[i].op, b[i].op) << text;
      EXPECT_EQ(a[i].text, b[i].text) << text;
      EXPECT_TRUE(std::ranges::equal(a[i].children, b[i].children)) << text;
      EXPECT_EQ(a[i].value(), b[i].value()) << text;
      EXPECT_EQ(a[i].range.begin, b[i].range.begin) << text;
      EXPECT_EQ(a[i].range.end, b[i].range.end) << text;
      EXPECT_EQ(a[i].text_range.begin, b[i].text_range.begin) << text;
      EXPECT_EQ(a[i].text_range.end, b[i].text_range.end) << text;
    }
  }
}

}  // namespace
}  // namespace onething::expr
