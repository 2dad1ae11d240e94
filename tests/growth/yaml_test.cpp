// SPDX-License-Identifier: Apache-2.0
//
// Reading a file that is twice as long takes about twice as long, whatever is
// in it. What is quadratic takes sixteen times as long for four times as much,
// so that a machine that is busy with something else does not matter.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "support/growth.h"
#include "yaml/read.h"

namespace onething::yaml {
namespace {

std::vector<std::string_view> codes_of(std::string text) {
  Sources sources;
  sources.add("a.yaml", std::move(text));
  std::vector<std::string_view> codes;
  for (const Diagnostic& d : read(sources, 0).diagnostics)
    codes.push_back(d.code);
  return codes;
}

using Codes = std::vector<std::string_view>;

// How reading grows with the number of times that `part` stands between `first`
// and `last`.
void expect_linear(std::string_view first, std::string_view part,
                   std::string_view last, std::size_t bytes = 8'000) {
  testing::expect_linear(
      [&](std::size_t times) {
        std::string text(first);
        while (text.size() < bytes * times) text += part;
        Sources sources;
        sources.add("a.yaml", text + std::string(last));
        return [sources = std::move(sources)] {
          static_cast<void>(read(sources, 0));
        };
      },
      std::string(first) + "|" + std::string(part) + "|" + std::string(last));
}

TEST(Growth, OfSoundTextsIsLinear) {
  expect_linear("", "a b\n", "");
  expect_linear("a: [", "x, ", "]\n");
  expect_linear("", "- {a: 1, b: [c, 'd', \"e\"]}\n", "");
  expect_linear("a: |\n", "  文字\n\n", "");
  expect_linear("a: >+\n", "  文字\n   x\n", "b: 1\n");
  expect_linear("a: \"", "x\\\n  y\\ \n  ", "\"\n");
  expect_linear("a: '", "''\n\n  ", "'\n");
  expect_linear("a:\n  ", "x y\n  ", "\n");
  expect_linear("a: 1\n", "# 注\n", "b: 2\n");
}

TEST(Growth, OfManyKeysIsLinear) {
  for (const std::size_t digits : {1U, 3U, 7U})
    testing::expect_linear(
        [&](std::size_t times) {
          std::string text;
          for (std::size_t i = 0; i < 1'500 * times; ++i) {
            const std::string number = std::to_string(i);
            text += "k" + std::string(digits, '0') + number + ": 1\n";
          }
          Sources sources;
          sources.add("a.yaml", std::move(text));
          return [sources = std::move(sources)] {
            static_cast<void>(read(sources, 0));
          };
        },
        "keys");
}

TEST(Growth, OfMistypedTextsIsLinear) {
  expect_linear("", "步骤：一\n", "");
  expect_linear("", "a: [1，2、3]\n", "");
  expect_linear("a: [", "一，", "]\n");
  expect_linear("a: ", "　", "#\n");
  expect_linear("", "－ a\n", "");
  expect_linear("", "a: “b”\n", "");
  expect_linear("", "a: 文\xE2\x80\x8B字\n", "");
  expect_linear("a: >\n", "  文\n", "");
  expect_linear("", "a: #b\n", "");
  expect_linear("a: b\xE2\x80\xAE", "\xE2\x80\xAE c", "\n");
  expect_linear("a:\t", "\t", "\n", 200);
}

TEST(Growth, OfBrokenTextsIsLinear) {
  for (const std::string_view part : {"a: @\n",
                                      "a: [\n",
                                      "a: {b\n",
                                      "a: \"\n",
                                      "a: b: c\n",
                                      "-a\n",
                                      "]\n",
                                      "a\n",
                                      "  a: 1\n b: 2\n",
                                      "a: |\n",
                                      "a: |x\n",
                                      "- a\nb: 1\n",
                                      "a:\n  - b\n  c\n",
                                      "? a\n",
                                      "%a\n",
                                      "a: 1\n- b\n",
                                      "\"a\n",
                                      "{",
                                      "[",
                                      "- ",
                                      "a: - b\n",
                                      "x: @\n\xE2\x80\x8B",
                                      "[a]: b\n",
                                      "<<: a\n"}) {
    expect_linear("a:\n  b: 1\n", part, "z: 1\n", 24'000);
  }
}

std::string lines(std::size_t count) { return std::string(count, '\n'); }

TEST(Blank, LinesAreAllowedUpToALimit) {
  const std::size_t most = limits::blank_lines_max;
  EXPECT_EQ(codes_of("a: 1\n" + lines(most) + "b: 2\n"), Codes{});
  EXPECT_EQ(codes_of("a: |+\n  x\n" + lines(most) + "b: 2\n"), Codes{});
  EXPECT_EQ(codes_of("a: 1\n" + lines(most + 1) + "b: 2\n"), Codes{"OT0014"});
  EXPECT_EQ(codes_of("a: |+\n  x\n" + lines(most + 9)), Codes{"OT0014"});
  std::string long_lines = "a: |\n  x\n";
  for (std::size_t i = 0; i < most + 9; ++i) long_lines += "   \r\n";
  EXPECT_EQ(codes_of(long_lines), Codes{"OT0014"});
}

TEST(Blank, SpacesAreAllowedUpToALimit) {
  const std::string most(limits::blank_spaces_max - 1, ' ');
  EXPECT_EQ(codes_of("a: " + most + "1\n- "), Codes{"OT1002"});
  EXPECT_EQ(codes_of("- " + most + "a\n"), Codes{});
  EXPECT_EQ(codes_of("-   " + most + "a\n"), Codes{"OT0014"});
  EXPECT_EQ(codes_of("a: \"x  " + most + "y\"\n"), Codes{"OT0014"});
  EXPECT_EQ(codes_of("a: 1\n- \t" + most + most + "a\n"),
            (Codes{"OT0014", "OT0003"}));
  std::string wide = "- ";
  for (int i = 0; i < 1'001; ++i) wide += "　";
  EXPECT_EQ(codes_of(wide + "a\n"), Codes{"OT0014"});
  EXPECT_EQ(codes_of("a: " + wide.substr(2, 2'400) + "b\n"), Codes{"OT1007"});
}

TEST(Growth, OfBlankSpaceIsLinear) {
  const std::string most = lines(limits::blank_lines_max - 1);
  expect_linear("a: |+\n  x\n", most + "  y\n", "b: 1\n");
  expect_linear("a: >\n  x\n", most + "  y\n", "b: 1\n");
  const std::string spaces(limits::blank_spaces_max - 1, ' ');
  expect_linear("", "- " + spaces + "a\n", "");
  expect_linear("", "? " + spaces + "a\n", "");
  expect_linear("a:\n", lines(990) + " " + spaces + "b\n", "");
  expect_linear("a: 1\n", "\n", "");
  expect_linear("- ", " ", "");
}

}  // namespace
}  // namespace onething::yaml
