// SPDX-License-Identifier: Apache-2.0

#include "onething/value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <thread>
#include <vector>

namespace onething {
namespace {

std::string money(std::string_view text) {
  const std::optional<Money> parsed = parse_money(text);
  return parsed ? to_text(*parsed) : "no";
}

TEST(Value, IsNotChangedByAChangeOfItsCopy) {
  const Value inner = Object{{"name", "a text that is not short at all"}};
  const Value original = Object{{"list", List{1, "two", inner}}, {"n", 1}};
  const std::string before = to_canonical(original);
  Value copy = original;
  // Shared until then, however deep.
  EXPECT_EQ(copy.find("list"), original.find("list"));
  EXPECT_EQ(copy.find("list")->list(), original.find("list")->list());

  List& list = *copy.object()->find("list")->as<List>();
  list[1] = "three";
  list[2].object()->set("name", "another");
  *copy.object()->find("n")->as<std::int64_t>() = 2;

  EXPECT_EQ(to_canonical(original), before);
  EXPECT_EQ(inner.find("name")->text()->substr(0, 6), "a text");
  EXPECT_EQ(to_canonical(copy),
            R"({"list":[1,"three",{"name":"another"}],"n":2})");
  EXPECT_NE(copy, original);
}

TEST(Value, IsOfItsKindAndEmptyOnceItWasMovedAway) {
  Value text = "a text that is not short at all";
  const Value taken = std::move(text);
  EXPECT_EQ(*text.text(), "");  // NOLINT: that is what is asked.
  text = "new";
  EXPECT_EQ(*taken.text(), "a text that is not short at all");
  EXPECT_EQ(*text.text(), "new");
}

// One thread drops its copies while others read and change theirs.
TEST(Value, IsSharedByThreads) {
  const Value original = Object{{"name", "a text that is not short at all"}};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([value = original, t]() mutable {
      for (int i = 0; i < 2'000; ++i) {
        Value copy = value;
        copy.object()->set("name", std::to_string(t));
        EXPECT_EQ(*copy.find("name")->text(), std::to_string(t));
        value = Value(value);
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(to_canonical(original),
            R"({"name":"a text that is not short at all"})");
}

TEST(Money, KeepsFourDecimalsAndShowsAtLeastTwo) {
  EXPECT_EQ(money("1200"), "1200.00");
  EXPECT_EQ(money("1200.5"), "1200.50");
  EXPECT_EQ(money("0.125"), "0.125");
  EXPECT_EQ(money("-0.0001"), "-0.0001");
  EXPECT_EQ(money("-0"), "0.00");
  EXPECT_EQ(money("1.2300"), "1.23");
  EXPECT_EQ(parse_money("1.5")->units, 15000);
}

TEST(Money, ReachesToTheEndAndNotBeyond) {
  EXPECT_EQ(money("922337203685477.5807"), "922337203685477.5807");
  EXPECT_EQ(money("-922337203685477.5808"), "-922337203685477.5808");
  EXPECT_EQ(money("922337203685477.5808"), "no");
  EXPECT_EQ(money("-922337203685477.5809"), "no");
  EXPECT_EQ(money("10000000000000000000000"), "no");
}

TEST(Money, RefusesOtherForms) {
  for (std::string_view bad :
       {"", "-", ".5", "1.", "1.00000", "1,200", "+1", "1e3", " 1", "1 ", "0x1",
        "1.2.3", "--1", "1.-2", "一"})
    EXPECT_EQ(money(bad), "no") << bad;
}

TEST(Object, KeepsTheOrderOfItsMembers) {
  Object object{{"b", 1}, {"a", 2}};
  object.set("c", 3);
  object.set("b", 4);
  EXPECT_EQ(to_json(object), R"({"b":4,"a":2,"c":3})");
  object.erase("a");
  object.erase("no");
  EXPECT_EQ(to_json(object), R"({"b":4,"c":3})");
  EXPECT_EQ(object.find("a"), nullptr);
  EXPECT_EQ(*object.find("c"), Value(3));
}

TEST(Object, KeepsTheLastOfTwoMembersWithOneName) {
  const Object object{{"a", 1}, {"a", 2}};
  EXPECT_EQ(object.size(), 1U);
  EXPECT_EQ(*object.find("a"), Value(2));
}

TEST(Value, FindsMembersOnlyInObjects) {
  const Value value = Object{{"name", "餐馆"}};
  ASSERT_NE(value.find("name"), nullptr);
  EXPECT_EQ(*value.find("name")->text(), "餐馆");
  EXPECT_EQ(value.find("other"), nullptr);
  EXPECT_EQ(Value(1).find("name"), nullptr);
}

TEST(Value, IsEqualOnlyToTheSameKindAndContent) {
  EXPECT_EQ(Value(1), Value(1));
  EXPECT_NE(Value(1), Value(1.0));
  EXPECT_NE(Value(1), Value(std::uint64_t{1}));
  EXPECT_NE(Value("1"), Value(1));
  EXPECT_NE(Value("a"), Value(Bytes{"a"}));
  EXPECT_NE(Value(), Value(false));
  EXPECT_EQ(Value(List{1, "a"}), Value(List{1, "a"}));
  EXPECT_NE(Value(List{1, "a"}), Value(List{"a", 1}));
}

TEST(Value, ComparesObjectsAndMapsWithoutRegardToOrder) {
  EXPECT_EQ(Value(Object{{"a", 1}, {"b", 2}}),
            Value(Object{{"b", 2}, {"a", 1}}));
  EXPECT_NE(Value(Object{{"a", 1}}), Value(Object{{"a", 1}, {"b", 2}}));
  EXPECT_NE(Value(Object{{"a", 1}, {"c", 2}}),
            Value(Object{{"a", 1}, {"b", 2}}));
  EXPECT_EQ(Value(Map{{{1, "x"}, {true, "y"}}}),
            Value(Map{{{true, "y"}, {1, "x"}}}));
  EXPECT_NE(Value(Map{{{1, "x"}}}), Value(Map{{{1, "y"}}}));
}

TEST(Value, TellsRealsApartAsTheyPrint) {
  EXPECT_EQ(Value(std::nan("")), Value(std::nan("")));
  EXPECT_NE(Value(0.0), Value(-0.0));
  EXPECT_EQ(Value(0.5), Value(0.5));
}

}  // namespace
}  // namespace onething
