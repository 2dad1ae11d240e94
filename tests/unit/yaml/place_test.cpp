// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "yaml/read.h"

namespace onething::yaml {
namespace {

// The bytes of the file that `part` of the value of the first key came from,
// and the line they are on.
std::string placed(const std::string& text, std::string_view part) {
  Sources sources;
  sources.add("a.yaml", text);
  const Document document = read(sources, 0);
  const Node& value = document.root.entries.at(0).value;
  const std::size_t at = value.text.find(part);
  if (at == std::string::npos) return "absent from " + value.text;
  const Span span = place_within(value, sources, at, at + part.size());
  return std::to_string(span.begin.line) + ":" +
         std::to_string(span.begin.column) + " " +
         text.substr(span.begin.byte, span.end.byte - span.begin.byte);
}

TEST(PlaceWithin, FindsPartsOfPlainScalars) {
  EXPECT_EQ(placed("a: =表单.名称 + b\n", "名称"), "1:8 名称");
  EXPECT_EQ(placed("a: 一 二\n   三\n\n   四\n", "三"), "2:4 三");
  EXPECT_EQ(placed("a: 一 二\n   三\n\n   四\n", "四"), "4:4 四");
  EXPECT_EQ(placed("a: 一\r\n   二\r\n", "二"), "2:4 二");
}

TEST(PlaceWithin, SeesThroughQuotesAndEscapes) {
  EXPECT_EQ(placed("a: 'it''s 好'\n", "好"), "1:11 好");
  EXPECT_EQ(placed("a: 'it''s 好'\n", "'s"), "1:7 ''s");
  EXPECT_EQ(placed("a: \"x\\n\\u4e2d\\\"y\"\n", "中"), "1:8 \\u4e2d");
  EXPECT_EQ(placed("a: \"x\\n\\u4e2d\\\"y\"\n", "y"), "1:16 y");
  EXPECT_EQ(placed("a: \"x \\\n   y z\"\n", "z"), "2:6 z");
  EXPECT_EQ(placed("a: \"x\n   y\n\n   z\"\n", "z"), "4:4 z");
}

TEST(PlaceWithin, SeesThroughBlocksOfText) {
  EXPECT_EQ(placed("a: |\n  一\n   二\n\n  三\n", "二"), "3:4 二");
  EXPECT_EQ(placed("a: |\n  一\n   二\n\n  三\n", "三"), "5:3 三");
  EXPECT_EQ(placed("a: |2-\n    一 x\n", "x"), "2:7 x");
  EXPECT_EQ(placed("a: >\n  aa\n  bb\n\n  cc\n   dd\n  ee\n", "bb"), "3:3 bb");
  EXPECT_EQ(placed("a: >\n  aa\n  bb\n\n  cc\n   dd\n  ee\n", "dd"), "6:4 dd");
  EXPECT_EQ(placed("a: >\n  aa\n  bb\n\n  cc\n   dd\n  ee\n", "ee"), "7:3 ee");
  EXPECT_EQ(placed("a: |\r\n  一\r\n  二\r\n", "二"), "3:3 二");
}

TEST(PlaceWithin, AnswersWithTheWholeScalarWhenItCannotTell) {
  Sources sources;
  sources.add("a.yaml", "a: b\n");
  const Document document = read(sources, 0);
  Node value = document.root.entries.at(0).value;
  value.text = "something else";
  EXPECT_EQ(place_within(value, sources, 2, 4), value.span);
  EXPECT_EQ(place_within(document.root, sources, 0, 1), document.root.span);
  value = document.root.entries.at(0).value;
  EXPECT_EQ(place_within(value, sources, 50, 90).begin, value.span.end);
}

}  // namespace
}  // namespace onething::yaml
