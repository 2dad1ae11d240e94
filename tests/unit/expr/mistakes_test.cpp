// SPDX-License-Identifier: Apache-2.0
//
// What people see when a formula is wrong: where, and how to mend it.

#include "unit/expr/formula.h"

namespace onething::expr {
namespace {

struct MistakeCase {
  std::string_view formula;
  std::string_view key;
  std::string_view marked;
  std::string_view help;  // Part of it.
};

constexpr MistakeCase kMistakes[] = {
    {"form.kind = 'company'", "expr.single_equals", "=", "write =="},
    {"'\\文'", "expr.bad_escape", "\\文", ""},
    {"'\\x文'", "expr.bad_escape", "\\x", ""},
    {"=form.age", "expr.leading_equals", "=", ""},
    {"form.age <> 3", "expr.wrong_sign", "<>", "write !="},
    {"form.agreed and form.agreed", "expr.wrong_sign", "and", "write &&"},
    {"form.agreed OR form.agreed", "expr.wrong_sign", "OR", "write ||"},
    {"not form.agreed", "expr.wrong_sign", "not", "write !"},
    {"form.agreed 且 form.agreed", "expr.wrong_sign", "且", "write &&"},
    {"form.agreed 或者 form.agreed", "expr.wrong_sign", "或者", "write ||"},
    {"form.age 大于等于 18", "expr.wrong_sign", "大于等于", "write >="},
    {"form.agreed & form.agreed", "expr.wrong_sign", "&", "write &&"},
    {"form.agreed | form.agreed", "expr.wrong_sign", "|", "write ||"},
    {"size（form.name)", "expr.full_width", "（", "write ("},
    {"[1，2]", "expr.full_width", "，", "write ,"},
    {"form.kind == “company”", "expr.full_width", "“", "write \""},
    {"form.age ≥ 18", "expr.full_width", "≥", "write >="},
    {"form.kind == 企业", "expr.bare_text", "企业", "\"企业\""},
    {"form.kind == 'company", "expr.missing_quote", "'company", "add '"},
    {"\"a\nb\"", "expr.missing_quote", "\"a", "add \""},
    {"'a\\q'", "expr.bad_escape", "\\q", "backslash"},
    {"money(500元)", "expr.bad_number", "500元", "unit"},
    {"12abc", "expr.bad_number", "12abc", "unit"},
    {"form.age > 18且form.agreed", "expr.wrong_sign", "且", "write &&"},
    {"form.age # 1", "expr.stray_sign", "#", ""},
    {"(1 + 2", "expr.not_closed", "(", "add \")\""},
    {"form.list(", "expr.unexpected_end", "", ""},
    {"from.age > 3", "expr.unknown_name", "from", "form"},
    {"TRUE", "expr.unknown_name", "TRUE", "true"},
    {"qqqqqq", "expr.unknown_name", "qqqqqq", "form, steps"},
    {"sizes(form.name)", "expr.unknown_function", "sizes", "size"},
    {"form.name.startWith('a')", "expr.unknown_function", "startWith",
     "startsWith"},
    {"contains(form.name, 'a')", "expr.unknown_function", "contains",
     "a.contains(b)"},
    {"form.age.int()", "expr.unknown_function", "int", "int(a)"},
    {"IF(form.agreed, 1, 2)", "expr.unknown_function", "IF", "?"},
    {"if(form.agreed, 1, 2)", "expr.reserved", "if", "?"},
    {"LEN(form.name)", "expr.unknown_function", "LEN", "size"},
    {"TODAY()", "expr.unknown_function", "TODAY", "clock"},
    {"form.numbers.filter(x)", "expr.unknown_function", "filter", ""},
    {"size()", "expr.argument_count", "size()", ""},
    {"form.name.substring()", "expr.argument_count", "form.name.substring()",
     ""},
    {"form.name.matches('[')", "expr.bad_pattern", "'['", ""},
    {"1 + form.nama", "expr.no_such_key_but", "form.nama", "name"},
    {"1 + (2 + form.name)", "expr.no_overload_two", "(2 + form.name)",
     "an int and a string"},
    {"form.numbers[9] == 1", "expr.index_out_of_range", "form.numbers[9]",
     "3 elements"},
};

TEST(Mistakes, PointAtThePlaceAndOfferAWayOut) {
  for (const MistakeCase& expected : kMistakes) {
    const Mistake found = mistake_in(expected.formula);
    EXPECT_EQ(found.key, expected.key) << expected.formula;
    EXPECT_EQ(found.marked, expected.marked) << expected.formula;
    EXPECT_NE(found.help.find(expected.help), std::string::npos)
        << expected.formula << "\n"
        << found.help;
  }
}

TEST(Mistakes, HaveSentencesInBothLanguages) {
  for (const MistakeCase& expected : kMistakes) {
    const Mistake found = mistake_in(expected.formula);
    ASSERT_TRUE(is_known_message(found.key)) << found.key;
  }
}

TEST(Parse, RefusesTextThatIsNotUtf8) {
  EXPECT_EQ(outcome("'\xff'"), "? expr.not_utf8");
}

TEST(Parse, PutsTheErrorOfAnEndBehindTheLastByte) {
  const auto parsed = parse("1 +");
  const auto* error = std::get_if<ParseError>(&parsed);
  ASSERT_NE(error, nullptr);
  EXPECT_EQ(error->range.begin, 3u);
  EXPECT_EQ(error->range.end, 3u);
}

std::string reference_texts(std::string_view formula) {
  std::string out;
  const auto parsed = parse(formula);
  for (const Reference& reference : references(std::get<Ast>(parsed))) {
    if (!out.empty()) out += " ";
    out += reference.root;
    for (const std::string_view name : reference.path)
      out.append(".").append(name);
  }
  return out;
}

TEST(References, AreThePathsThatAFormulaReads) {
  EXPECT_EQ(reference_texts("steps.register.name + form.name"),
            "steps.register.name form.name");
  EXPECT_EQ(reference_texts("form.permits[0].code"), "form.permits");
  EXPECT_EQ(reference_texts("form.?a.b.orValue('')"), "form.a.b");
  EXPECT_EQ(reference_texts("has(form.phone)"), "form.phone");
  EXPECT_EQ(reference_texts("form.name.size()"), "form.name");
  EXPECT_EQ(reference_texts("form[each.key]"), "form each.key");
}

TEST(References, LeaveOutVariablesOfMacrosFunctionsAndTypes) {
  EXPECT_EQ(reference_texts("form.list.all(x, x.a == each.b)"),
            "form.list each.b");
  EXPECT_EQ(reference_texts("form.list.map(form, form.x)"), "form.list");
  EXPECT_EQ(reference_texts("math.abs(form.x)"), "form.x");
  EXPECT_EQ(reference_texts("optional.of(form.x)"), "form.x");
  EXPECT_EQ(reference_texts("type(form.x) == int"), "form.x");
  EXPECT_EQ(reference_texts("google.protobuf.Timestamp == type(each)"), "each");
  EXPECT_EQ(reference_texts("cel.bind(x, form.a, x + each)"), "form.a each");
  EXPECT_EQ(reference_texts("1 + 2"), "");
}

}  // namespace
}  // namespace onething::expr
