// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "diag/codes.h"
#include "onething/diagnostic.h"

namespace onething {
namespace {

// The span of the first `what` in the only file of `sources`.
Span span_of(const Sources& sources, std::string_view what) {
  const std::string& text = sources.files[0].text;
  const std::size_t at = text.find(what);
  Position p;
  for (std::size_t i = 0; i < at; ++i) {
    if (text[i] == '\n') {
      ++p.line;
      p.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++p.column;
    }
  }
  p.byte = static_cast<std::uint32_t>(at);
  Position end = p;
  end.byte += static_cast<std::uint32_t>(what.size());
  end.column += 1;
  return {0, p, end};
}

Diagnostic colon_mistake(const Sources& sources) {
  Diagnostic d;
  d.code = codes::full_width_colon.code;
  d.severity = codes::full_width_colon.severity;
  d.span = span_of(sources, "：");
  d.found = {"diag.note", {{"place", "P"}, {"text", "found"}}};
  d.expected = {"diag.help", {{"text", "expected"}}};
  d.help = {"diag.help", {{"text", "mend"}}};
  return d;
}

TEST(RenderText, UnderlinesChineseInTerminalCells) {
  Sources sources;
  sources.add("services/开办.yaml", "onething: 1\n  步骤：\n");
  const Diagnostics diagnostics = {colon_mistake(sources)};

  EXPECT_EQ(render_text(diagnostics, sources, {Language::en, false}),
            "error[OT1003]: note: P: found\n"
            "  --> services/开办.yaml:2:5\n"
            "   |\n"
            " 2 |   步骤：\n"
            "   |       ^^ help: expected\n"
            "   |\n"
            "   = help: help: mend\n"
            "\n");
}

TEST(RenderText, SpeaksChineseWithTheSameFrames) {
  Sources sources;
  sources.add("a.yaml", "步骤：\n");
  const Diagnostics diagnostics = {colon_mistake(sources)};

  const std::string text =
      render_text(diagnostics, sources, {Language::zh, false});

  EXPECT_TRUE(text.starts_with("错误[OT1003]：")) << text;
  EXPECT_NE(text.find("  --> a.yaml:1:3\n"), std::string::npos) << text;
  EXPECT_NE(text.find("   = 帮助："), std::string::npos) << text;
}

TEST(RenderText, ShowsLabelsInOrderOfLinesWithAGapBetween) {
  Sources sources;
  sources.add("a.yaml", "one: 1\n\n\n：\n");
  Diagnostic d = colon_mistake(sources);
  d.help = {};
  d.labels.push_back({span_of(sources, "one"), d.expected});

  EXPECT_EQ(render_text({d}, sources, {Language::en, false}),
            "error[OT1003]: note: P: found\n"
            "  --> a.yaml:4:1\n"
            "   |\n"
            " 1 | one: 1\n"
            "   | --- help: expected\n"
            "...\n"
            " 4 | ：\n"
            "   | ^^ help: expected\n"
            "\n");
}

TEST(RenderText, NeverSendsControlCharactersToTheTerminal) {
  Sources sources;
  sources.add("\x1b]0;a\x07.yaml", "x\x1b[31m\ty \xE2\x80\xAE\xFF：\r\n");
  Diagnostic d = colon_mistake(sources);
  d.help = {"diag.help", {{"text", "\x1b[2J\nnext"}}};

  const std::string text = render_text({d}, sources, {Language::en, false});

  EXPECT_EQ(std::count(text.begin(), text.end(), '\x1b'), 0) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 0) << text;
  EXPECT_NE(text.find("x\\x1b[31m  y \\u202e\\xff："), std::string::npos)
      << text;
  EXPECT_NE(text.find("\\x1b[2J next"), std::string::npos) << text;
}

TEST(RenderText, CutsALongLineAroundTheMistake) {
  Sources sources;
  sources.add("a.yaml", std::string(3000, 'a') + "：" + std::string(3000, 'b'));
  const std::string text =
      render_text({colon_mistake(sources)}, sources, {Language::en, false});

  EXPECT_LT(text.size(), 600U) << text;
  EXPECT_NE(text.find("...aaa"), std::string::npos) << text;
  EXPECT_NE(text.find("a：b"), std::string::npos) << text;
  EXPECT_NE(text.find("bbb...\n"), std::string::npos) << text;
}

TEST(RenderText, SurvivesPlacesThatDoNotExist) {
  Sources sources;
  sources.add("a.yaml", "：");
  Diagnostic d = colon_mistake(sources);
  d.span = {0, {500, 9, 1}, {900, 9, 1}};
  EXPECT_FALSE(render_text({d}, sources, {}).empty());
  d.span.file = 7;
  EXPECT_FALSE(render_text({d}, sources, {}).empty());
  EXPECT_FALSE(render_json({d}, sources, {}).empty());
}

TEST(RenderText, ColoursOnlyOnRequest) {
  Sources sources;
  sources.add("a.yaml", "步骤：\n");
  const Diagnostics diagnostics = {colon_mistake(sources)};
  EXPECT_EQ(
      render_text(diagnostics, sources, {Language::zh, false}).find('\x1b'),
      std::string::npos);
  EXPECT_NE(
      render_text(diagnostics, sources, {Language::zh, true}).find('\x1b'),
      std::string::npos);
}

TEST(RenderJson, GivesPlacesFixesAndCounts) {
  Sources sources;
  sources.add("a\"b.yaml", "步骤：\n");
  Diagnostic d = colon_mistake(sources);
  d.edits.push_back({d.span, ":"});
  d.labels.push_back({d.span, d.expected});

  const std::string place =
      R"("file":"a\"b.yaml","range":{"start":{"line":1,"column":3,"byte":6},)"
      R"("end":{"line":1,"column":4,"byte":9}},)"
      R"("line":1,"column":3,"end_line":1,"end_column":4)";
  const std::string edit = "{" + place + R"(,"replacement":":"})";
  EXPECT_EQ(render_json({d}, sources, {Language::en, false}),
            R"({"diagnostics":[{"code":"OT1003","name":"full_width_colon",)"
            R"("family":"shape","severity":"error",)"
            R"("message_id":"diag.note","message":"note: P: found",)"
            R"("args":{"place":"P","text":"found"},)" +
                place + R"(,"expected":"help: expected","labels":[{)" + place +
                R"(,"message_id":"diag.help","message":"help: expected",)"
                R"("args":{"text":"expected"}}],)"
                R"("help":"help: mend","fixes":[)" +
                edit + R"(],"mend":{"edits":[)" + edit +
                "]}}],\"errors\":1,\"warnings\":0,\"infos\":0}\n");
  EXPECT_EQ(render_json({}, sources, {}),
            "{\"diagnostics\":[],\"errors\":0,\"warnings\":0,\"infos\":0}\n");
}

TEST(RenderJson, GivesWhatIsToldInsideALabelAsAnEvent) {
  Sources sources;
  sources.add("a.yaml", "步骤：\n");
  Diagnostic d = colon_mistake(sources);
  d.labels.push_back({d.span, {"diag.help", {{"text", d.expected}}}});

  const std::string json = render_json({d}, sources, {Language::en, false});

  EXPECT_NE(
      json.find(
          R"("args":{"text":{"message_id":"diag.help","message":"help: expected","args":{"text":"expected"}}})"),
      std::string::npos)
      << json;
}

TEST(SortAndMerge, OrdersByPlaceAndDropsRepetitions) {
  Sources sources;
  sources.add("a.yaml", "one：\ntwo\n");
  Diagnostic later = colon_mistake(sources);
  later.span = span_of(sources, "two");
  Diagnostic warning = colon_mistake(sources);
  warning.severity = Severity::warning;
  Diagnostics diagnostics = {later, colon_mistake(sources), later};

  sort_and_merge(diagnostics);

  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(diagnostics[0].span.begin.line, 1U);
  EXPECT_EQ(diagnostics[1].span.begin.line, 2U);
  EXPECT_TRUE(has_errors(diagnostics));
  EXPECT_FALSE(has_errors({warning}));
}

TEST(Codes, AreUniqueAndWellFormed) {
  std::set<std::string_view> seen;
  for (const Code& code : codes::all) {
    EXPECT_TRUE(seen.insert(code.code).second) << code.code;
    EXPECT_TRUE(code.code.starts_with("OT") && code.code.size() == 6);
  }
}

}  // namespace
}  // namespace onething
