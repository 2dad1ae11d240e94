// SPDX-License-Identifier: Apache-2.0
//
// What scalars of several lines say, by YAML 1.2.

#include <gtest/gtest.h>

#include "yaml/read.h"

namespace onething::yaml {
namespace {

// The text of the first value, or the codes of what was wrong.
std::string text_of(std::string text) {
  Sources sources;
  sources.add("a.yaml", std::move(text));
  const Document document = read(sources, 0);
  if (document.diagnostics.empty())
    return document.root.entries.at(0).value.text;
  std::string codes;
  for (const Diagnostic& d : document.diagnostics)
    codes += "?" + std::string(d.code);
  return codes;
}

TEST(Text, FoldsTheLinesOfPlainScalars) {
  EXPECT_EQ(text_of("a: b \n  c\n\n\n  d\nz: 1\n"), "b c\n\nd");
  EXPECT_EQ(text_of("a:\n  b\\\n  'c\n"), "b\\ 'c");
}

TEST(Text, FoldsTheLinesOfQuotedScalars) {
  EXPECT_EQ(text_of("a: ' b''  \n\n   ''c  '\n"), " b'\n'c  ");
  EXPECT_EQ(text_of("a: '\n  b\n  '\n"), " b ");
  EXPECT_EQ(text_of("a: \"\n  b\n\n  \"\n"), " b\n");
}

TEST(Text, KeepsAnEscapedSpaceAtTheEndOfALine) {
  EXPECT_EQ(text_of("a: \"b\\ \n  c\"\n"), "b  c");
  EXPECT_EQ(text_of("a: \"b \\ \n  c\"\n"), "b   c");
  EXPECT_EQ(text_of("a: \"b\\t \n  c\"\n"), "b\t c");
}

TEST(Text, JoinsLinesThatEndInABackslash) {
  EXPECT_EQ(text_of("a: \"b\\\n   c\"\n"), "bc");
  EXPECT_EQ(text_of("a: \"b \\\n   \\  c\"\n"), "b   c");
  EXPECT_EQ(text_of("a: \"b\\\n\n   c\"\n"), "b\nc");
}

TEST(Text, ResolvesEveryEscape) {
  EXPECT_EQ(
      text_of("a: \"\\0\\a\\b\\e\\f\\n\\r\\t\\v\\\"\\/\\\\\\_\\x41\\N\"\n"),
      std::string("\0\a\b\x1b\f\n\r\t\v\"/\\\xC2\xA0"
                  "A\xC2\x85",
                  17));
  EXPECT_EQ(text_of("a: \"\\L\\P\\u9752\\U0001F600\"\n"),
            "\xE2\x80\xA8\xE2\x80\xA9青😀");
}

TEST(Text, RefusesEscapesThatAreNoCharacter) {
  EXPECT_EQ(text_of("a: \"\\ud83d\\ude00\"\n"), "?OT1025");
  EXPECT_EQ(text_of("a: \"\\U00110000\"\n"), "?OT1025");
  EXPECT_EQ(text_of("a: \"\\x4\"\n"), "?OT1025");
  EXPECT_EQ(text_of("a: \"\\q\"\n"), "?OT1025");
  EXPECT_EQ(text_of("a: \"\\uD7FF\\uE000\"\n"), "\xED\x9F\xBF\xEE\x80\x80");
}

TEST(Text, KeepsLinesUnderAPipe) {
  EXPECT_EQ(text_of("a: |\n  b\n   c\n\n  d\n\n\nz: 1\n"), "b\n c\n\nd\n");
  EXPECT_EQ(text_of("a: |-\n  b\n\nz: 1\n"), "b");
  EXPECT_EQ(text_of("a: |+ # 注\n  b\n\n\nz: 1\n"), "b\n\n\n");
  EXPECT_EQ(text_of("a: |2+\n    b\nz: 1\n"), "  b\n");
  EXPECT_EQ(text_of("a: |\n\n  b"), "\nb\n");
  EXPECT_EQ(text_of("a: |+\n  b"), "b");
}

TEST(Text, FoldsLinesUnderAGreaterSign) {
  EXPECT_EQ(text_of("a: >\n  b\n  c\n\n  d\n   e\n  f\n\n   g\nz: 1\n"),
            "b c\nd\n e\nf\n\n g\n");
  EXPECT_EQ(text_of("a: >+\n  b\n\nz: 1\n"), "b\n\n");
  EXPECT_EQ(text_of("a: >-\n\n  b\nz: 1\n"), "\nb");
}

TEST(Text, IsEmptyWhereABlockHasNone) {
  EXPECT_EQ(text_of("a: |"), "");
  EXPECT_EQ(text_of("a: |\n"), "");
  EXPECT_EQ(text_of("a: >+\n\n\n"), "\n\n");
}

TEST(Text, OfABlockStandsDeeperThanItsKey) {
  EXPECT_EQ(text_of("a: |\nb: 1\n"), "?OT1018");
  EXPECT_EQ(text_of("a:\n  b: |\n  c: 1\n"), "?OT1018");
  EXPECT_EQ(text_of("a:\n  b: >-\n  文字\n"), "?OT1018");
  EXPECT_EQ(text_of("a:\n- |\n- b\n"), "?OT1018");
  EXPECT_EQ(text_of("a:\n  - b: |\n    c: 1\n"), "?OT1018");
  EXPECT_EQ(text_of("a:\n  b: |\nc: 1\n").size(), 0U);
}

TEST(Text, ThatIsMissingSwallowsNoKey) {
  Sources sources;
  sources.add("a.yaml",
              "s:\n  a: |\n  b: |\n  c: 1\n  d:\n  - |\n  - e\nz: 2\n");
  const Document document = read(sources, 0);

  const Node& root = document.root;
  ASSERT_EQ(root.entries.size(), 2U);
  const Node& steps = root.entries[0].value;
  ASSERT_EQ(steps.entries.size(), 4U);
  EXPECT_EQ(steps.find("c")->text, "1");
  EXPECT_EQ(steps.find("d")->items.at(1).text, "e");
  EXPECT_TRUE(steps.find("b")->is_missing());
}

}  // namespace
}  // namespace onething::yaml
