// SPDX-License-Identifier: Apache-2.0

#include "onething/graph.h"

#include <gtest/gtest.h>

#include <sstream>

#include "graph/picture.h"
#include "onething/text.h"

namespace onething::graphs {
namespace {

Picture of_two(std::string title) {
  Picture picture;
  picture.title = title;
  picture.lanes = {title};
  picture.nodes.resize(2);
  picture.nodes[0].title = title;
  picture.nodes[0].lane = 0;
  picture.nodes[0].notes = {title};
  picture.nodes[1].title = "b";
  picture.arrows.push_back({0, 1, {title}, false});
  return picture;
}

const std::string kWild = "a\"];\n x -> y [label=\"<b>&amp; \\ ]} `c` 补";

TEST(Graph, KeepsWildTitlesInsideTheirQuotesInDot) {
  const std::string dot = dot_of(of_two(kWild), false);

  EXPECT_EQ(dot.find("a\"];"), std::string::npos);
  EXPECT_NE(dot.find("a\\\"];"), std::string::npos);
  EXPECT_NE(dot.find("&amp;amp;"), std::string::npos);
}

TEST(Graph, KeepsWildTitlesInsideTheirQuotesInMermaid) {
  const std::string mermaid = mermaid_of(of_two(kWild));

  EXPECT_EQ(mermaid.find("a\""), std::string::npos);
  EXPECT_EQ(mermaid.find("<b>"), std::string::npos);
  EXPECT_NE(mermaid.find("#60;b#62;"), std::string::npos);
}

TEST(Graph, DrawsWildTitlesAsSvg) {
  const Result<std::string> svg = svg_of(dot_of(of_two(kWild), true));

  ASSERT_TRUE(svg) << "graphviz is among the packages of ./dev";
  EXPECT_EQ(svg.value().find("<b>"), std::string::npos);
  EXPECT_NE(svg.value().find("&lt;b&gt;"), std::string::npos);
  EXPECT_TRUE(svg.value().ends_with("</svg>\n"));
}

TEST(Graph, RefusesWhatGraphvizDoesNotUnderstand) {
  const Result<std::string> svg = svg_of("digraph {");

  ASSERT_FALSE(svg);
  EXPECT_EQ(svg.error().code, ErrorCode::unavailable);
}

TEST(Graph, FitsATerminalOfEightyColumns) {
  std::string title;
  for (int i = 0; i < 40; ++i) title += "登记机关核验";

  std::istringstream text(text_of(of_two(title), Language::zh));

  for (std::string line; std::getline(text, line);)
    EXPECT_LE(display_width(line), 80u) << line;
}

TEST(Graph, MakesBoxesAsWideAsChineseTextNeeds) {
  const std::string dot = dot_of(of_two("登记机关核验"), false);

  // Twelve cells of 6.6 points and the margins.
  EXPECT_NE(dot.find("width=1.63"), std::string::npos) << dot;
}

TEST(Graph, OrdersRingsToo) {
  Picture picture = of_two("a");
  picture.arrows.push_back({1, 0, {}, false});

  EXPECT_EQ(in_order(picture), (std::vector<std::size_t>{0, 1}));
}

}  // namespace
}  // namespace onething::graphs
