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
  const std::string dot = dot_of(of_two(kWild), GraphTheme::light);

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
  const Result<std::string> svg =
      svg_of(dot_of(of_two(kWild), GraphTheme::dark));

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
  const std::string dot = dot_of(of_two("登记机关核验"), GraphTheme::light);

  // Twelve cells of 6.6 points and the margins.
  EXPECT_NE(dot.find("width=1.45"), std::string::npos) << dot;
}

TEST(Graph, PutsEachDepartmentIntoAColumnOfItsOwn) {
  const std::string dot = dot_of(of_two("税务局"), GraphTheme::light);

  const std::size_t lane = dot.find("subgraph cluster_0 {\n  label=\"税务局\"");
  ASSERT_NE(lane, std::string::npos) << dot;
  EXPECT_LT(lane, dot.find("n0 [label"));
  EXPECT_LT(dot.find("n0 [label"), dot.find('}', lane));
  EXPECT_GT(dot.find("n1 [label"), dot.find('}', lane)) << "has no department";
}

TEST(Graph, SaysWhatItsMarksMean) {
  Picture picture = of_two("a");
  picture.nodes[0].id = "steps.a";
  GraphOptions options;
  options.language = Language::en;
  options.marks = {{"steps.a",
                    GraphMark::Kind::bad,
                    {"graph.covered", {{"covered", "0"}, {"all", "3"}}}},
                   {"steps.other", GraphMark::Kind::good, {"graph.end", {}}}};

  mark(picture, options);

  ASSERT_EQ(picture.legend.size(), 2U) << "a system's step, and the one mark";
  EXPECT_EQ(picture.legend[1].title, "no scenario goes there");
  EXPECT_EQ(picture.nodes[0].notes.back(), "0 of 3 gone through");
  const std::string text = text_of(picture, Language::en);
  EXPECT_NE(text.find("\n  ! a"), std::string::npos) << text;
  EXPECT_NE(text.find("!: no scenario goes there"), std::string::npos) << text;
  EXPECT_NE(dot_of(picture, GraphTheme::light).find("#cf222e"),
            std::string::npos);
  EXPECT_NE(mermaid_of(picture).find("class n0 bad"), std::string::npos);
}

TEST(Graph, TurnsDarkWithWhoeverShowsIt) {
  const Result<std::string> svg =
      svg_of(dot_of(of_two("a"), GraphTheme::automatic));
  ASSERT_TRUE(svg);

  const std::string both = following_its_viewer(svg.value());

  EXPECT_NE(both.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_LT(both.find("<svg"), both.find("<style>"));
  EXPECT_LT(both.find("</style>"), both.find("<polygon"));
}

TEST(Graph, OrdersRingsToo) {
  Picture picture = of_two("a");
  picture.arrows.push_back({1, 0, {}, false});

  EXPECT_EQ(in_order(picture), (std::vector<std::size_t>{0, 1}));
}

}  // namespace
}  // namespace onething::graphs
