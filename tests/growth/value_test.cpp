// SPDX-License-Identifier: Apache-2.0
//
// Reading JSON that is four times as long takes about four times as long,
// whatever is in it: answers of departments are read by this.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "onething/value.h"
#include "support/growth.h"

namespace onething {
namespace {

// In plain form and in that of stored events; what was read is written, too.
void expect_linear(std::string_view first, std::string_view part,
                   std::string_view last, std::size_t count = 4'000) {
  testing::expect_linear(
      [&](std::size_t times) {
        return [text = testing::repeated(first, part, last, count * times)] {
          const Result<Value> value = parse_json(text);
          if (value) static_cast<void>(to_json(value.value(), 2));
          static_cast<void>(parse_canonical(text));
        };
      },
      std::string(first) + "|" + std::string(part) + "|" + std::string(last));
}

TEST(Growth, OfSoundJsonIsLinear) {
  expect_linear("[", "@, ", "0]");
  expect_linear("[", "-0.25e@, ", "0]", 300);
  expect_linear("{", "\"k@\": 1, ", "\"z\": 0}");
  expect_linear("[", "{\"a\": 1, \"b\": [2]}, ", "0]");
  expect_linear("[", "\"文\\n\\u6587\\ud83d\\ude00\", ", "0]");
  expect_linear("\"", "\\u0000\\\\", "\"");
  expect_linear("[0", " \t\r\n", "]");
  expect_linear("[", R"({"$date": "2026-03-02"}, )", "0]");
  expect_linear("[", R"({"$object": {"$date": @}}, )", "0]");
}

TEST(Growth, OfDeepJsonIsLinear) {
  const std::size_t depth = limits::json_depth_max - 1;
  const std::string open(depth, '[');
  const std::string close(depth, ']');
  expect_linear("[", open + close + ", ", "0]", 1'000);
  expect_linear("", "[", "");
  expect_linear("", "{\"a\":", "");
}

TEST(Growth, OfBrokenJsonIsLinear) {
  expect_linear("[", "@, ", "");
  expect_linear("{", "\"k\": 1, ", "\"z\": 0}");
  expect_linear("{", "\"k@\": 1, ", "\"k0\": 0}");
  expect_linear("[\n", "@,\n", "oops]");
  expect_linear("\"", "\\ud83d", "\"");
  expect_linear("1", "0", "");
  expect_linear("[", R"({"$date": "@"}, )", "0]");
  expect_linear("[", "\xC3\xA9", "\xC3");
}

}  // namespace
}  // namespace onething
