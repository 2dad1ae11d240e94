// SPDX-License-Identifier: Apache-2.0

#include "layout/layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "support/golden.h"

namespace onething::layout {
namespace {

LaidOut lay_out(std::string text) {
  Sources sources;
  sources.add("a.yaml", std::move(text));
  return canonical_layout(sources, 0);
}

// Each case is <name>.yaml with what it becomes in <name>.out.
TEST(Layout, BecomesCanonical) {
  const auto inputs = testing::golden_inputs("golden/layout", ".yaml");
  EXPECT_GE(inputs.size(), 10U);
  for (const auto& path : inputs) {
    const LaidOut out = lay_out(testing::read_file(path));
    EXPECT_TRUE(out.is_canonical) << path;
    std::filesystem::path expected = path;
    testing::expect_golden(expected.replace_extension(".out"), out.text);
    EXPECT_EQ(lay_out(out.text).text, out.text) << path;
  }
}

TEST(Layout, LeavesAloneWhatCannotBeRead) {
  const std::string text = "a: [1,\nb:   2\n";

  const LaidOut out = lay_out(text);

  EXPECT_FALSE(out.is_canonical);
  EXPECT_EQ(out.text, text);
  EXPECT_TRUE(has_errors(out.diagnostics));
}

TEST(Layout, LeavesAloneWhatHasNoCanonicalForm) {
  const std::string text = "? a\n:   b\n";

  const LaidOut out = lay_out(text);

  EXPECT_FALSE(out.is_canonical);
  EXPECT_EQ(out.text, text);
}

TEST(Layout, MakesWindowsFilesPlain) {
  EXPECT_EQ(lay_out("\xEF\xBB\xBF"
                    "a: 1\r\nb: |\r\n  x\r\n")
                .text,
            "a: 1\nb: |\n  x\n");
}

TEST(Layout, EndsEveryTextWithOneLineEnd) {
  EXPECT_EQ(lay_out("a: 1").text, "a: 1\n");
  EXPECT_EQ(lay_out("\n\na: 1\n\n\n").text, "a: 1\n");
  EXPECT_EQ(lay_out("# only a remark").text, "# only a remark\n");
  EXPECT_EQ(lay_out("").text, "");
  EXPECT_EQ(lay_out("\n\n").text, "");
}

TEST(Layout, KeepsTheBlankLinesThatABlockOfTextCounts) {
  const std::string text = "a: |+\n  x\n\n\nb: 1\n";
  EXPECT_EQ(lay_out(text).text, text);
  EXPECT_EQ(lay_out("a: |+\n  x\n\n\n").text, "a: |+\n  x\n\n\n");
  EXPECT_EQ(lay_out("a: |\n  x\n\n\nb: 1\n").text, "a: |\n  x\n\nb: 1\n");
}

TEST(Layout, KeepsATextWithoutItsLastLineEndAsItReads) {
  for (const char* text : {"a: |\n    x", "a: |-\n    x", "a: |+\n    x",
                           "a: >\n    x", "a: |\n    x\n  # c"}) {
    const LaidOut out = lay_out(text);
    EXPECT_TRUE(out.is_canonical) << text;
    EXPECT_TRUE(says_the_same(text, out.text)) << out.text;
  }
}

// Of three runs the fastest, which others on the machine disturb least.
double seconds_for(const std::string& text) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(lay_out(text).is_canonical);
    const std::chrono::duration<double> took =
        std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count());
  }
  return best;
}

// Eight times the text may take eight times as long, not sixty-four.
TEST(Layout, TakesTimeThatGrowsWithTheText) {
  const auto repeated = [](std::string_view head, std::string_view unit,
                           std::size_t times) {
    std::string text(head);
    for (std::size_t i = 0; i < times; ++i) text += unit;
    return text;
  };
  const struct {
    std::string_view head;
    std::string_view unit;
  } shapes[] = {{"a:\n", "# c\n"},
                {"a:\n", "    - {b: 1,c: 2}  # d\n"},
                {"a: 1\n", "\n\n# b\n"},
                {"a: 1   # b\n", "       # c\n"},
                {"a: b\n", "   c\n"}};
  for (const auto& shape : shapes) {
    const double small = seconds_for(repeated(shape.head, shape.unit, 1000));
    const double large = seconds_for(repeated(shape.head, shape.unit, 8000));
    EXPECT_LT(large, 30 * small + 0.05) << shape.unit;
  }
}

}  // namespace
}  // namespace onething::layout
