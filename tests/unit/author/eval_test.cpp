// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "onething/author.h"

namespace onething {
namespace {

std::string answer(std::string_view line) {
  return answer_line(line, Language::en);
}

TEST(Eval, GivesValueAndType) {
  const EvaluatedFormula found =
      evaluate_formula("form.ages.filter(a, a > 17)",
                       {{"form", Object{{"ages", List{12, 18, 40}}}}});
  ASSERT_TRUE(found.value);
  EXPECT_EQ(to_json(*found.value), "[18,40]");
  EXPECT_EQ(found.type, "list(int)");
  EXPECT_TRUE(found.diagnostics.empty());
}

TEST(Eval, ReadsMoneyAndDatesFromTheData) {
  const Object money{{"@type", "onething/money"}, {"value", "12.50"}};
  const EvaluatedFormula found = evaluate_formula(
      "paid + paid", {{"paid", Object{{"objectValue", money}}}});
  ASSERT_TRUE(found.value);
  EXPECT_EQ(to_json(*found.value), "\"25.00\"");
  EXPECT_EQ(found.type, "money");
}

TEST(Eval, PointsAtTheMistake) {
  for (const auto& [formula, code, column] :
       {std::tuple("1 +", "OT3001", 4u), std::tuple("fom.x", "OT3002", 1u),
        std::tuple("form.y", "OT3005", 1u),
        std::tuple("1 / 0", "OT3005", 1u)}) {
    const EvaluatedFormula found =
        evaluate_formula(formula, {{"form", Object{{"x", 1}}}});
    EXPECT_FALSE(found.value) << formula;
    ASSERT_EQ(found.diagnostics.size(), 1u) << formula;
    EXPECT_EQ(found.diagnostics[0].code, code) << formula;
    EXPECT_EQ(found.diagnostics[0].span.begin.column, column) << formula;
  }
}

TEST(EvalLines, AnswersInTheFormOfCel) {
  EXPECT_EQ(answer(R"_({"expr":"1 + 1"})_"),
            R"_({"value":{"int64Value":"2"},"type":"int"})_");
  EXPECT_EQ(answer(R"_({"expr":"[1u, -1.5, 0.0/0.0, null]"})_"),
            R"_({"value":{"listValue":{"values":[{"uint64Value":"1"},)_"
            R"_({"doubleValue":-1.5},{"doubleValue":"NaN"},)_"
            R"_({"nullValue":null}]}},"type":"list(dyn)"})_");
  EXPECT_EQ(answer(R"_({"expr":"{1: b'hi'}"})_"),
            R"_({"value":{"mapValue":{"entries":[{"key":{"int64Value":"1"},)_"
            R"_("value":{"bytesValue":"aGk="}}]}},"type":"map(int, bytes)"})_");
  EXPECT_EQ(answer(R"_({"expr":"duration('90s')"})_"),
            R"_({"value":{"objectValue":{"@type":)_"
            R"_("type.googleapis.com/google.protobuf.Duration",)_"
            R"_("value":"90s"}},"type":"google.protobuf.Duration"})_");
  EXPECT_EQ(answer(R"_({"expr":"type(date('2026-03-02'))"})_"),
            R"_({"value":{"typeValue":"date"},"type":"type"})_");
}

TEST(EvalLines, TakesBindingsInEachForm) {
  const std::string two = R"({"value":{"int64Value":"2"},"type":"int"})";
  EXPECT_EQ(answer(R"({"expr":"a+1","bindings":{"a":1}})"), two);
  EXPECT_EQ(answer(R"({"expr":"a+1","bindings":{"a":{"int64Value":"1"}}})"),
            two);
  EXPECT_EQ(answer(R"({"expr":"a+1","bindings":)"
                   R"({"a":{"value":{"int64Value":"1"}}}})"),
            two);
  EXPECT_EQ(answer(R"({"expr":"a.b","bindings":{"a":{"b":2}}})"), two);
  EXPECT_EQ(answer(R"({"expr":"b","container":"a","bindings":{"a.b":2}})"),
            two);
  EXPECT_EQ(answer(R"({"expr":"true ? 2 : x",)"
                   R"("type_env":[{"name":"x"}]})"),
            two);
}

TEST(EvalLines, AnswersWhatCannotBeReadWithAnError) {
  for (const char* line :
       {"", "broken", "[]", "{}", R"({"expr":1})",
        R"({"expr":"1","bindings":1})", R"({"expr":"1","type_env":{}})",
        R"({"expr":"1","container":1})",
        R"({"expr":"1","bindings":{"a":{"int64Value":"x"}}})",
        R"({"expr":"1","bindings":{"a":{"enumValue":{}}}})"}) {
    EXPECT_TRUE(answer(line).starts_with(R"({"error":{"message":")")) << line;
    EXPECT_EQ(answer(line).find('\n'), std::string::npos) << line;
  }
}

TEST(EvalLines, SaysWhereAFormulaIsWrong) {
  EXPECT_NE(answer(R"({"expr":"true\n  && 1 / 0 == 1"})")
                .find(R"("line":2,"column":6)"),
            std::string::npos);
  EXPECT_EQ(answer(R"({"expr":"x || true"})"),
            R"({"value":{"boolValue":true},"type":"bool"})");
}

}  // namespace
}  // namespace onething
