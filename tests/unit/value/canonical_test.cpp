// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/limits.h"
#include "onething/value.h"

namespace onething {
namespace {

void expect_kept(const Value& value, std::string_view text) {
  EXPECT_EQ(to_canonical(value), text);
  const Result<Value> again = parse_canonical(text);
  ASSERT_TRUE(again) << text;
  EXPECT_EQ(again.value(), value) << text;
}

std::string error_of(std::string_view text) {
  const Result<Value> value = parse_canonical(text);
  return value ? "read" : std::string(value.error().message.key);
}

TEST(Canonical, KeepsEveryKind) {
  expect_kept({}, "null");
  expect_kept(true, "true");
  expect_kept(-12, "-12");
  expect_kept(INT64_MAX, "9223372036854775807");
  expect_kept(INT64_MIN, "-9223372036854775808");
  expect_kept(std::uint64_t{1}, R"({"$uint":"1"})");
  expect_kept(std::uint64_t{UINT64_MAX}, R"({"$uint":"18446744073709551615"})");
  expect_kept(Money{10000}, R"({"$money":"1.00"})");
  expect_kept(Money{INT64_MIN}, R"({"$money":"-922337203685477.5808"})");
  expect_kept("一\n", R"("一\n")");
  expect_kept(*parse_date("2026-03-02"), R"({"$date":"2026-03-02"})");
  expect_kept(Instant{0, 5},
              R"({"$instant":"1970-01-01T00:00:00.000000005Z"})");
  expect_kept(Duration{-1, -500'000'000}, R"({"$duration":"-1.5s"})");
  expect_kept(Term{5, TermUnit::working_days}, R"({"$term":"5wd"})");
  expect_kept(TypeName{"int"}, R"({"$type":"int"})");
  expect_kept(List{1, List{}, "a"}, R"([1,[],"a"])");
  expect_kept(Object{}, "{}");
}

TEST(Canonical, KeepsRealsApartFromIntegers) {
  expect_kept(0.1, "0.1");
  expect_kept(1e300, "1e+300");
  expect_kept(1.0, R"({"$real":"1"})");
  expect_kept(-0.0, R"({"$real":"-0"})");
  expect_kept(std::numeric_limits<double>::denorm_min(), "5e-324");
  expect_kept(std::numeric_limits<double>::max(), "1.7976931348623157e+308");
  expect_kept(std::numeric_limits<double>::infinity(), R"({"$real":"inf"})");
  expect_kept(-std::numeric_limits<double>::infinity(), R"({"$real":"-inf"})");
  expect_kept(std::nan(""), R"({"$real":"nan"})");
  EXPECT_EQ(to_canonical(-std::nan("")), to_canonical(std::nan("")));
}

TEST(Canonical, KeepsBytesOfEveryLength) {
  expect_kept(Bytes{""}, R"({"$bytes":""})");
  expect_kept(Bytes{"f"}, R"({"$bytes":"Zg=="})");
  expect_kept(Bytes{"fo"}, R"({"$bytes":"Zm8="})");
  expect_kept(Bytes{"foo"}, R"({"$bytes":"Zm9v"})");
  expect_kept(Bytes{std::string("\xff\x00\xfb", 3)}, R"({"$bytes":"/wD7"})");
}

TEST(Canonical, SortsMembersByName) {
  EXPECT_EQ(to_canonical(Object{{"b", 1}, {"a", 2}, {"乙", 3}, {"B", 4}}),
            R"({"B":4,"a":2,"b":1,"乙":3})");
  EXPECT_EQ(to_canonical(Object{{"a", 1}, {"b", 2}}),
            to_canonical(Object{{"b", 2}, {"a", 1}}));
}

TEST(Canonical, KeepsMapsInOneOrder) {
  expect_kept(Map{}, R"({"$map":[]})");
  expect_kept(Map{{{1, "a"}, {true, Money{0}}}},
              R"({"$map":[[1,"a"],[true,{"$money":"0.00"}]]})");
  EXPECT_EQ(to_canonical(Map{{{2, 0}, {1, 0}}}),
            to_canonical(Map{{{1, 0}, {2, 0}}}));
}

TEST(Canonical, KeepsOptionals) {
  expect_kept(Optional{}, R"({"$optional":[]})");
  expect_kept(Optional{{Value()}}, R"({"$optional":[null]})");
  expect_kept(Optional{{Value(Optional{{1}})}},
              R"({"$optional":[{"$optional":[1]}]})");
}

TEST(Canonical, KeepsObjectsThatLookLikeTags) {
  expect_kept(Object{{"$money", "1.00"}}, R"({"$object":{"$money":"1.00"}})");
  expect_kept(Object{{"$x", 1}, {"a", Money{0}}},
              R"({"$object":{"$x":1,"a":{"$money":"0.00"}}})");
  expect_kept(Object{{"$object", Object{{"a", 1}}}},
              R"({"$object":{"$object":{"a":1}}})");
  expect_kept(Object{{"$object", Object{{"$object", Object{{"$a", 1}}}}}},
              R"({"$object":{"$object":{"$object":{"$object":)"
              R"({"$object":{"$a":1}}}}}})");
  expect_kept(Object{{"$map", List{List{1, 2}}}},
              R"({"$object":{"$map":[[1,2]]}})");
}

TEST(Canonical, RefusesTagsThatStandForNothing) {
  for (std::string_view bad :
       {R"({"$money":"1,00"})", R"({"$money":1})", R"({"$date":"2026-02-30"})",
        R"({"$real":"x"})", R"({"$uint":"-1"})", R"({"$uint":""})",
        R"({"$bytes":"Zg="})", R"({"$bytes":"Zh=="})", R"({"$bytes":"Z==="})",
        R"({"$map":[[1]]})", R"({"$map":[1]})", R"({"$map":{}})",
        R"({"$optional":[1,2]})", R"({"$unknown":"1"})",
        R"({"$money":"1.00","a":1})", R"({"a":1,"$object":{}})",
        R"({"$object":1})", R"({"$money":{"$money":"1.00"}})"})
    EXPECT_EQ(error_of(bad), "json.bad_tag") << bad;
  EXPECT_EQ(error_of("{"), "json.syntax");
  EXPECT_EQ(error_of(R"({"a":1,"a":2})"), "json.duplicate_name");
}

TEST(Canonical, ReadsBackWhatPlainJsonMayNest) {
  Value value = 1;
  for (int i = 0; i < limits::json_depth_max; ++i)
    value = Object{{"$x", std::move(value)}};
  const Result<Value> again = parse_canonical(to_canonical(value));
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value(), value);
}

}  // namespace
}  // namespace onething
