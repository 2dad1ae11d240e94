// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/limits.h"
#include "onething/value.h"

namespace onething {
namespace {

std::string error_of(std::string_view json) {
  const Result<Value> value = parse_json(json);
  if (value) return "read: " + to_json(value.value());
  EXPECT_EQ(value.error().code, ErrorCode::invalid);
  return render(value.error().message, Language::en);
}

std::string nested(int depth) {
  const auto count = static_cast<std::size_t>(depth);
  return std::string(count, '[') + std::string(count, ']');
}

TEST(Json, ShowsEveryKindAsPeopleExpectIt) {
  EXPECT_EQ(to_json({}), "null");
  EXPECT_EQ(to_json(true), "true");
  EXPECT_EQ(to_json(-5), "-5");
  EXPECT_EQ(to_json(std::uint64_t{5}), "5");
  EXPECT_EQ(to_json(0.1), "0.1");
  EXPECT_EQ(to_json(2.0), "2.0");
  EXPECT_EQ(to_json(Money{15000}), R"("1.50")");
  EXPECT_EQ(to_json("一"), R"("一")");
  EXPECT_EQ(to_json(Bytes{"foob"}), R"("Zm9vYg==")");
  EXPECT_EQ(to_json(*parse_date("2026-03-02")), R"("2026-03-02")");
  EXPECT_EQ(to_json(Instant{0, 0}), R"("1970-01-01T00:00:00Z")");
  EXPECT_EQ(to_json(Duration{90, 0}), R"("90s")");
  EXPECT_EQ(to_json(Term{5, TermUnit::working_days}), R"("5wd")");
  EXPECT_EQ(to_json(TypeName{"int"}), R"("int")");
  EXPECT_EQ(to_json(Optional{}), "null");
  EXPECT_EQ(to_json(Optional{{1}}), "1");
  EXPECT_EQ(to_json(Map{{{1, "a"}, {true, 2}, {"k", {}}}}),
            R"({"1":"a","true":2,"k":null})");
}

TEST(Json, ShowsNumbersAsTextsThatOthersWouldRound) {
  constexpr std::int64_t exact = std::int64_t{1} << 53;
  EXPECT_EQ(to_json(exact), "9007199254740992");
  EXPECT_EQ(to_json(exact + 1), R"("9007199254740993")");
  EXPECT_EQ(to_json(-exact - 1), R"("-9007199254740993")");
  EXPECT_EQ(to_json(std::uint64_t{UINT64_MAX}), R"("18446744073709551615")");
  EXPECT_EQ(to_json(std::nan("")), R"("NaN")");
  EXPECT_EQ(to_json(-std::numeric_limits<double>::infinity()),
            R"("-Infinity")");
}

TEST(Json, EscapesWhatJsonForbids) {
  EXPECT_EQ(to_json("a\"b\\c\n\r\t\x01\x1f/"),
            R"("a\"b\\c\n\r\t\u0001\u001f/")");
}

TEST(Json, IndentsWhenAsked) {
  const Value value = Object{{"a", List{1, 2}}, {"b", Object{}}, {"c", List{}}};
  EXPECT_EQ(to_json(value), R"({"a":[1,2],"b":{},"c":[]})");
  EXPECT_EQ(to_json(value, 2),
            "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}");
  EXPECT_EQ(to_json(List{1}, 0), "[\n1\n]");
}

TEST(ParseJson, ReadsEveryKind) {
  const Result<Value> value = parse_json(
      R"( {"n":null,"b":[true,false],"i":-12,"r":1.50,"t":"\u4e00\n😀"} )");
  ASSERT_TRUE(value);
  EXPECT_EQ(value.value(), Value(Object{{"n", {}},
                                        {"b", List{true, false}},
                                        {"i", -12},
                                        {"r", 1.5},
                                        {"t", "一\n😀"}}));
  EXPECT_EQ(parse_json("3").value(), Value(3));
  EXPECT_EQ(parse_json("\xEF\xBB\xBF[]").value(), Value(List{}));
  EXPECT_EQ(parse_json(R"("\ud83d\ude00")").value(), Value("😀"));
}

TEST(ParseJson, KeepsWholeNumbersExact) {
  EXPECT_EQ(parse_json("9223372036854775807").value(), Value(INT64_MAX));
  EXPECT_EQ(parse_json("-9223372036854775808").value(), Value(INT64_MIN));
  EXPECT_EQ(parse_json("9007199254740993").value(),
            Value(std::int64_t{9007199254740993}));
  EXPECT_EQ(parse_json("9223372036854775808").value(),
            Value(9223372036854775808.0));
  EXPECT_EQ(parse_json("1e2").value(), Value(100.0));
  EXPECT_EQ(parse_json("-0.0").value(), Value(-0.0));
  EXPECT_EQ(parse_json("0.1").value(), Value(0.1));
}

TEST(ParseJson, RefusesNumbersThatAreTooLarge) {
  EXPECT_EQ(error_of("1e400"),
            "the number 1e400 is beyond what can be represented");
  EXPECT_EQ(error_of("[-1e99999]"),
            "the number -1e99999 is beyond what can be represented");
  EXPECT_FALSE(parse_json("1e-400"));
  EXPECT_TRUE(parse_json("4.9e-324"));
}

TEST(ParseJson, SaysWhereTheSyntaxIsWrong) {
  EXPECT_EQ(error_of(""), "there is nothing here; JSON is expected");
  EXPECT_EQ(error_of(" \n"), "there is nothing here; JSON is expected");
  EXPECT_EQ(error_of("{\n  \"名\": x}"),
            "not valid JSON from line 2, column 8 on");
  EXPECT_EQ(error_of("1 2"),
            "line 1, column 3: the JSON ends before this, yet something "
            "follows");
  EXPECT_FALSE(parse_json("01"));
  for (std::string_view bad :
       {"{",         "[1,]",  "{\"a\":1,}", "{a:1}",   "'a'",    "nul",
        "1.",        ".5",    "+1",         "-",       "1e",     "NaN",
        "Infinity",  "[1 2]", "\"a",        "\"\\x\"", "\"\t\"", "// x\n1",
        "{\"a\" 1}", "]",     "{]",         "[}"})
    EXPECT_TRUE(error_of(bad).starts_with("not valid JSON"))
        << bad << " " << error_of(bad);
}

TEST(ParseJson, RefusesTwoMembersOfOneName) {
  EXPECT_EQ(error_of(R"({"a":{"uscc":1,"uscc":2}})"),
            "the JSON names \"uscc\" twice");
  std::string many = "{";
  for (int i = 0; i < 100; ++i) many += "\"m" + std::to_string(i) + "\":0,";
  EXPECT_TRUE(parse_json(many + "\"m100\":0}"));
  EXPECT_EQ(error_of(many + "\"m50\":0}"), "the JSON names \"m50\" twice");
}

TEST(ParseJson, RefusesWhatIsNotText) {
  const std::string expected = "the JSON is not valid UTF-8 text";
  EXPECT_EQ(error_of("\"\xff\""), expected);
  EXPECT_EQ(error_of("\"\xed\xa0\x80\""), expected);
  EXPECT_EQ(error_of(std::string_view("1\0 2", 4)), expected);
  EXPECT_FALSE(parse_json(R"("\ud800")"));
  EXPECT_FALSE(parse_json(R"("\udc00")"));
  EXPECT_FALSE(parse_json(R"({"\udc00":1})"));
}

TEST(ParseJson, RefusesDeepNestingWithoutRunningOutOfStack) {
  EXPECT_TRUE(parse_json(nested(limits::json_depth_max)));
  EXPECT_EQ(error_of(nested(limits::json_depth_max + 1)),
            "the JSON is nested more than 64 levels deep");
  EXPECT_EQ(error_of(std::string(1'000'000, '[')),
            "the JSON is nested more than 64 levels deep");
}

TEST(ParseJson, RefusesTooMuchText) {
  const std::string large(limits::json_bytes_max + 1, ' ');
  EXPECT_EQ(error_of(large), "the JSON is larger than 20 MB");
}

// Escapes are looked for eight bytes at a time.
TEST(ToJson, EscapesWhereverItMust) {
  for (std::size_t length = 1; length < 20; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (int byte = 0; byte < 0x80; ++byte) {
        std::string text(length, 'x');
        text[at] = static_cast<char>(byte);
        const std::string printed = to_json(Value(text));
        const bool is_escaped = byte < 0x20 || byte == '"' || byte == '\\';
        EXPECT_EQ(printed.find('\\') == std::string::npos, !is_escaped);
        EXPECT_EQ(parse_json(printed).value(), Value(text));
      }
    }
  }
  const std::string text = "开办企业一件事，\"一次办\"\n";
  EXPECT_EQ(to_json(Value(text)), R"("开办企业一件事，\"一次办\"\n")");
}

TEST(ParseJson, ReadsBackWhatItPrints) {
  const Value value = Object{{"a", List{1, "二", {}, 0.25, true}},
                             {"b", Object{{"c", Object{}}}}};
  EXPECT_EQ(parse_json(to_json(value)).value(), value);
  EXPECT_EQ(parse_json(to_json(value, 2)).value(), value);
}

}  // namespace
}  // namespace onething
