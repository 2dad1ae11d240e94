// SPDX-License-Identifier: Apache-2.0

#include "typing/check_types.h"

#include <gtest/gtest.h>

#include "unit/typing/formula.h"

namespace onething::typing {
namespace {

struct Row {
  std::string_view formula;
  std::string_view expected;
};

TEST(CheckTypes, KnowsWhatAFormulaGives) {
  const Row rows[] = {
      {"1 + 2", "int"},
      {"form.name + \"!\"", "string"},
      {"form.born + duration(\"24h\")", "date"},
      {"form.born - form.born", "int"},
      {"money(\"12.50\") * 3", "money"},
      {"form.age > 17 ? \"adult\" : \"child\"", "string"},
      {"form.permits.map(p, p.code)", "list(string)"},
      {"form.permits.filter(p, p.expires > form.born).size()", "int"},
      {"form.?capital.orValue(money(0))", "money"},
      {"form.?capital", "optional_type(money)"},
      {"form.permits[0].code", "string"},
      {"form.?bank.branch", "optional_type(string)"},
      {"[1, 2].map(x, [x, x])", "list(list(int))"},
      {"{\"a\": 1}.a", "int"},
      {"any.anything.at.all", "dyn"},
      {"[] + [form.kind]", "list(string)"},
      {"form.permits.exists(p, p.code == \"1\")", "bool"},
      {"cel.bind(n, form.age, n + 1)", "int"},
      {"form.?bank.optMap(b, b.number).orValue(\"\")", "string"},
      {"addWorkingDays(date(form.at), 5)", "date"},
      {"[[1], []]", "list(list(int))"},
      {"form.permits.map(p, p.expires).sort()[0]", "date"},
      {"math.greatest(1, 2.5)", "dyn"},
      {"(form.kept ? form.permits[0] : {\"code\": \"x\"}).expires", "dyn"},
      {"[{\"a\": 1}, {\"b\": 2}].map(x, x.b)", "list(int)"},
      {"math.least(form.born, date(form.at))", "date"},
  };
  for (const Row& row : rows) {
    const Judged judged = judge(row.formula);
    EXPECT_EQ(judged.type, row.expected) << row.formula;
    EXPECT_EQ(in_words(judged), "") << row.formula;
  }
}

TEST(CheckTypes, KeepsRecordsClosed) {
  EXPECT_EQ(verdict("form.nam"), "unknown_member");
  EXPECT_EQ(pointed_at("1 + form.nam"), "nam");
  EXPECT_EQ(judge("form.nam").mistakes[0].proposals[0], "name");
  EXPECT_EQ(verdict("form.permits.all(p, p.cod == \"1\")"), "unknown_member");
  EXPECT_EQ(verdict("form.permits.code"), "unknown_member");
  EXPECT_EQ(verdict("form.?nam"), "unknown_member");
  EXPECT_EQ(verdict("has(form.nam)"), "unknown_member");
  EXPECT_EQ(verdict("form[\"nam\"]"), "unknown_member");
  EXPECT_EQ(verdict("form.name.length"), "unknown_member");
  EXPECT_EQ(verdict("{\"a\": 1}.b"), "unknown_member");
  EXPECT_EQ(verdict("form.extra.whatever == 1"), "fine");
}

TEST(CheckTypes, ConvertsNothingSilently) {
  const Row rows[] = {
      {"form.?capital.orValue(money(0)) > 100", "money"},
      {"form.?capital.orValue(money(0)) == \"100\"", "money"},
      {"form.born < \"2026-03-02\"", "date"},
      {"form.born == \"2026-03-02\"", "date"},
      {"form.born < form.at", "date"},
      {"form.at < \"2026-03-02T09:00:00Z\"", "timestamp"},
      {"form.limit == \"5wd\"", "term"},
      {"form.age == \"18\"", "int"},
      {"form.age + \"1\"", "int"},
      {"form.born in [\"2026-03-02\"]", "date"},
  };
  for (const Row& row : rows) {
    const Judged judged = judge(row.formula);
    ASSERT_EQ(judged.mistakes.size(), 1u) << row.formula << in_words(judged);
    EXPECT_EQ(judged.mistakes[0].kind, Mistake::Kind::silent_conversion)
        << row.formula << in_words(judged);
    EXPECT_EQ(judged.mistakes[0].word, row.expected) << row.formula;
  }
  EXPECT_EQ(pointed_at("form.born < \"2026-03-02\""), "\"2026-03-02\"");
  EXPECT_EQ(verdict("money(1) * 1.5"), "no_overload");
  EXPECT_EQ(verdict("money(1) / 2"), "no_overload");
}

TEST(CheckTypes, HasNoOverloadForWhatDoesNotFit) {
  EXPECT_EQ(verdict("1 + 1.0"), "no_overload");
  EXPECT_EQ(verdict("1 == 1.0"), "no_overload");
  EXPECT_EQ(verdict("1 < 1.5"), "fine");
  EXPECT_EQ(verdict("form.limit < term(\"5wd\")"), "no_overload");
  EXPECT_EQ(verdict("form.name.startsWith(1)"), "no_overload");
  EXPECT_EQ(verdict("addDays(form.at, 1)"), "no_overload");
  EXPECT_EQ(verdict("form.born.getHours()"), "no_overload");
  EXPECT_EQ(verdict("form.kept ? 1 : \"a\""), "no_overload");
  EXPECT_EQ(verdict("form.age && true"), "not_bool");
  EXPECT_EQ(verdict("form.age ? 1 : 2"), "not_bool");
  EXPECT_EQ(verdict("form.permits.filter(p, p.code)"), "not_bool");
  EXPECT_EQ(verdict("form.name.map(c, c)"), "no_overload");
  EXPECT_EQ(verdict("form.?capital > money(1)"), "no_overload");
  EXPECT_EQ(verdict("nobody"), "unknown_name");
  EXPECT_EQ(verdict("form.permits.map(permit, permits)"), "unknown_name");
  EXPECT_EQ(verdict("[1, \"a\"]"), "mixed_list");
  EXPECT_EQ(verdict("[1, any]"), "fine");
}

TEST(CheckTypes, ReportsOneMistakeOnce) {
  EXPECT_EQ(judge("(form.nam + 1) * 2 > form.age").mistakes.size(), 1u);
  EXPECT_EQ(judge("form.nam.a.b.c").mistakes.size(), 1u);
  EXPECT_EQ(judge("form.capital > money(1) && form.capital < money(9)")
                .mistakes.size(),
            1u);
}

TEST(CheckTypes, ComparesChoicesWithTheirOptionsOnly) {
  EXPECT_EQ(verdict("form.kind == \"company\""), "fine");
  EXPECT_EQ(verdict("form.kind == \"compny\""), "not_an_option");
  EXPECT_EQ(pointed_at("form.kind == \"compny\""), "\"compny\"");
  EXPECT_EQ(judge("form.kind == \"compny\"").mistakes[0].proposals[0],
            "company");
  EXPECT_EQ(verdict("\"other\" != form.kind"), "not_an_option");
  EXPECT_EQ(verdict("form.kind in [\"sole\", \"firm\"]"), "not_an_option");
  EXPECT_EQ(verdict("\"gone\" in form.tags"), "not_an_option");
  EXPECT_EQ(verdict("form.tags.exists(t, t == \"gone\")"), "not_an_option");
  EXPECT_EQ(verdict("form.kind == form.tags[0]"), "never_equal");
  EXPECT_EQ(verdict("form.kind + \"x\" == \"y\""), "fine");
  EXPECT_EQ(verdict("form.kind == form.name"), "fine");
  EXPECT_EQ(verdict("form.kind == 1"), "silent_conversion");
}

TEST(CheckTypes, ChoicesThatMayBeAbsentKeepTheirOptions) {
  Types types;
  Environment environment;
  const TypeId kind = types.enumeration({"company", "sole"});
  environment.variables = {{"form", types.record({{"kind", kind, true}})}};
  const auto judged = [&](std::string_view formula) {
    return in_words(judge(formula, environment, types));
  };
  EXPECT_EQ(judged("form.?kind.orValue(\"\") == \"company\""), "");
  EXPECT_EQ(judged("form.?kind.orValue(\"\") == \"\""), "");
  EXPECT_EQ(judged("form.?kind.orValue(\"\") == \"firm\""),
            "not_an_option: \"firm\" is not one of the options\n");
}

TEST(CheckTypes, SaysWhatCanNeverBeEqual) {
  EXPECT_EQ(verdict("form.name == null"), "never_equal");
  EXPECT_EQ(render(judge("form.name == null").mistakes[0].help, Language::en),
            "to ask whether there is a value, write has(form.name)");
  EXPECT_EQ(verdict("form.kept == \"true\""), "never_equal");
  EXPECT_EQ(verdict("form.permits == form.name"), "never_equal");
  EXPECT_EQ(verdict("[1] == [\"a\"]"), "never_equal");
  EXPECT_EQ(verdict("any == null"), "fine");
}

TEST(CheckTypes, FindsWhatAlwaysFails) {
  EXPECT_EQ(verdict("date(\"2026-02-30\")"), "constant_fails");
  EXPECT_EQ(verdict("form.age / 0"), "constant_fails");
  EXPECT_EQ(verdict("form.rate / 0.0"), "fine");
  EXPECT_EQ(verdict("int(\"12a\") > form.age"), "constant_fails");
  EXPECT_EQ(verdict("date(\"2026-02-01\") + duration(\"1h\")"),
            "constant_fails");
  EXPECT_EQ(verdict("form.name.matches(\"[\")"), "bad_pattern");
  EXPECT_EQ(pointed_at("form.name.matches(\"[\")"), "\"[\"");
  EXPECT_EQ(verdict("\"%d\".format([\"a\"])"), "constant_fails");
  EXPECT_EQ(verdict("addWorkingDays(date(\"2026-03-02\"), 5)"), "fine");
}

TEST(CheckTypes, TakesFunctionsThatTheCallerDeclares) {
  Types types;
  Environment environment;
  const TypeId any = types.parameter("T");
  environment.functions = {
      {"set", false, {types.list(any)}, types.named("set", {any})},
      {"shout", true, {text_type}, text_type}};
  environment.report_unknown_names = true;
  EXPECT_EQ(judge("set([1, 2])", environment, types).type, "set(int)");
  EXPECT_EQ(judge("set([1]) == set([])", environment, types).type, "bool");
  EXPECT_FALSE(judge("set([1]) == set([\"a\"])", environment, types).is_fine());
  EXPECT_EQ(judge("\"a\".shout()", environment, types).type, "string");
  EXPECT_FALSE(judge("shout(\"a\")", environment, types).is_fine());
}

TEST(CheckTypes, AssignsAsFunctionsDo) {
  Types types;
  const TypeId record = types.record({{"a", int_type, false}});
  EXPECT_TRUE(is_assignable(types, types.enumeration({"x"}), text_type));
  EXPECT_TRUE(is_assignable(types, record, types.map(text_type, int_type)));
  EXPECT_FALSE(is_assignable(types, record, types.map(text_type, bool_type)));
  EXPECT_FALSE(is_assignable(types, int_type, double_type));
  EXPECT_EQ(types.spell(join(types, types.list(int_type), int_type)), "dyn");
  EXPECT_EQ(types.spell(join(types, types.enumeration({"x"}),
                             types.enumeration({"y"}))),
            "string");
}

TEST(CheckTypes, SpeaksBothLanguages) {
  for (const std::string_view formula :
       {"form.nam", "form.capital", "form.born < 1", "1 + 1.0",
        "form.age ? 1 : 2", "form.kind == \"x\"", "[1, \"a\"]",
        "has(form.name)", "1 / 0", "form.permits.code",
        "form.?capital + money(1)", "form.name == null",
        "form.kept ? 1 : \"a\"", "[?form.name]", "form.age.map(x, x)"}) {
    for (const Mistake& mistake : judge(formula).mistakes) {
      for (const Language language : {Language::zh, Language::en}) {
        for (const Message* message :
             {&mistake.found, &mistake.expected, &mistake.help}) {
          if (message->empty()) continue;
          EXPECT_EQ(render(*message, language).find("{"), std::string::npos)
              << render(*message, language);
        }
      }
      EXPECT_FALSE(mistake.found.empty());
      EXPECT_FALSE(mistake.expected.empty()) << formula;
    }
  }
}

}  // namespace
}  // namespace onething::typing
