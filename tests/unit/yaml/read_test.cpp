// SPDX-License-Identifier: Apache-2.0

#include "yaml/read.h"

#include <gtest/gtest.h>

#include <random>

#include "base/limits.h"
#include "diag/codes.h"
#include "yaml/events.h"

namespace onething::yaml {
namespace {

struct Reading {
  Sources sources;
  Document document;
};

Reading read_text(std::string text) {
  Reading r;
  r.sources.add("a.yaml", std::move(text));
  r.document = read(r.sources, 0);
  return r;
}

std::vector<std::string_view> codes_of(const Reading& r) {
  std::vector<std::string_view> codes;
  for (const Diagnostic& d : r.document.diagnostics) codes.push_back(d.code);
  return codes;
}

std::string_view bytes_of(const Reading& r, const Span& span) {
  return std::string_view(r.sources.files[span.file].text)
      .substr(span.begin.byte, span.end.byte - span.begin.byte);
}

using Codes = std::vector<std::string_view>;

// One line for a whole tree, so that tests can show what they expect.
std::string shape(const Node& node) {
  if (node.is_missing()) return "?";
  if (node.is_scalar()) return node.text;
  std::string out(1, node.is_list() ? '[' : '{');
  for (const Node& item : node.items) out += shape(item) + ",";
  for (const Entry& entry : node.entries)
    out += entry.key.text + ":" + shape(entry.value) + ",";
  return out + (node.is_list() ? ']' : '}');
}

TEST(Read, GivesATreeOfTexts) {
  const Reading r = read_text(
      "onething: 1\n"
      "steps:\n"
      "  accept: {uses: window/accept, with: {form: =form}}\n"
      "  list:\n"
      "  - a\n"
      "  - 'it''s'\n"
      "note: |\n"
      "  第一行\n"
      "  第二行\n"
      "empty:\n");

  EXPECT_EQ(codes_of(r), Codes{});
  EXPECT_EQ(shape(r.document.root),
            "{onething:1,steps:{accept:{uses:window/accept,with:{form:=form,},}"
            ",list:[a,it's,],},note:第一行\n第二行\n,empty:,}");
  const Node* empty = r.document.root.find("empty");
  ASSERT_NE(empty, nullptr);
  EXPECT_TRUE(empty->is_null());
  EXPECT_FALSE(read_text("a: ''").document.root.find("a")->is_null());
  EXPECT_TRUE(read_text("a: ~").document.root.find("a")->is_null());
}

TEST(Read, GivesSpansInBytesLinesAndColumnsOfCodePoints) {
  const Reading r = read_text("名称: 张三 # 注\nb: [x, \"y\\n\", {k: v}]\n");
  const Node& root = r.document.root;
  const Span& name = root.find("名称")->span;
  EXPECT_EQ(bytes_of(r, name), "张三");
  EXPECT_EQ(name.begin, (Position{8, 1, 5}));
  EXPECT_EQ(name.end, (Position{14, 1, 7}));
  const Node& list = *root.find("b");
  EXPECT_EQ(bytes_of(r, list.span), "[x, \"y\\n\", {k: v}]");
  EXPECT_EQ(bytes_of(r, list.items[1].span), "\"y\\n\"");
  EXPECT_EQ(bytes_of(r, list.items[2].span), "{k: v}");
  EXPECT_EQ(bytes_of(r, root.span),
            "名称: 张三 # 注\nb: [x, \"y\\n\", {k: v}]");
}

TEST(Read, CountsMarkAndCarriageReturnsInBytesOnly) {
  const Reading r =
      read_text("\xEF\xBB\xBF步骤: 一\r\nb: \"二\"\r\nc: |\r\n  x\r\n  y\r\n");
  EXPECT_EQ(codes_of(r), Codes{});
  const Node& root = r.document.root;
  EXPECT_EQ(root.entries[0].key.span.begin, (Position{3, 1, 1}));
  EXPECT_EQ(bytes_of(r, root.entries[0].key.span), "步骤");
  EXPECT_EQ(bytes_of(r, root.find("步骤")->span), "一");
  EXPECT_EQ(bytes_of(r, root.find("b")->span), "\"二\"");
  EXPECT_EQ(root.find("b")->span.begin.line, 2U);
  EXPECT_EQ(root.find("b")->span.begin.column, 4U);
  EXPECT_EQ(root.find("c")->text, "x\ny\n");
  EXPECT_EQ(bytes_of(r, root.find("c")->span), "|\r\n  x\r\n  y");
}

TEST(Read, PutsWhatWasLeftOutBehindItsKeyOrDash) {
  const Reading r = read_text("a:\nb: {c: , d}\ne:\n  -\n  # 注\n  -\nf: 1\n");
  EXPECT_EQ(codes_of(r), Codes{});
  const Node& root = r.document.root;
  EXPECT_EQ(root.find("a")->span.begin.byte, 2U);
  EXPECT_EQ(root.find("b")->find("c")->span.begin.column, 7U);
  const Node& list = *root.find("e");
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_EQ(list.items[0].span.begin, (Position{21, 4, 4}));
  EXPECT_EQ(list.items[1].span.begin.line, 6U);
}

TEST(Read, SpansBlocksOfTextFromTheirSign) {
  const Reading r = read_text(
      "a: | # 注 |\n\n  x  \n\n\nb:\n- >-\n  p\n  q\n# c |\n- |2\n   z\n");
  EXPECT_EQ(codes_of(r), Codes{});
  const Node& root = r.document.root;
  EXPECT_EQ(bytes_of(r, root.find("a")->span), "| # 注 |\n\n  x  ");
  EXPECT_EQ(bytes_of(r, root.find("b")->items[0].span), ">-\n  p\n  q");
  EXPECT_EQ(bytes_of(r, root.find("b")->items[1].span), "|2\n   z");
}

TEST(Read, RefusesOtherEncodingsAndSaysWhich) {
  const Reading gb = read_text("a: 1\nb: \xB2\xBD\xD6\xE8\n");
  EXPECT_EQ(codes_of(gb), Codes{"OT0002"});
  EXPECT_EQ(gb.document.diagnostics[0].found.key, "yaml.encoding.gb18030");
  EXPECT_EQ(gb.document.diagnostics[0].span.begin, (Position{8, 2, 4}));
  EXPECT_NE(render(gb.document.diagnostics[0].found, Language::zh).find("步骤"),
            std::string::npos);
  EXPECT_TRUE(gb.document.root.is_missing());

  const Reading wide = read_text(std::string("\xFF\xFE\x61\0\x3A\0\x20\0", 8));
  EXPECT_EQ(wide.document.diagnostics[0].found.key, "yaml.encoding.utf16");
  const Reading wide_bare = read_text(std::string("a\0:\0 \0b\0", 8));
  EXPECT_EQ(wide_bare.document.diagnostics[0].found.key, "yaml.encoding.utf16");
  const Reading damaged = read_text("a: 步骤名称\nb: \xFF\n");
  EXPECT_EQ(damaged.document.diagnostics[0].found.key, "yaml.encoding.damaged");
}

TEST(Read, RefusesCharactersNobodySees) {
  EXPECT_EQ(codes_of(read_text("a:\n\tb: 1\n")), Codes{"OT0003"});
  EXPECT_EQ(codes_of(read_text("a: 1\x07\n")), Codes{"OT0004"});
  EXPECT_EQ(codes_of(read_text(std::string("a: 1\0\n", 6))), Codes{"OT0004"});
  EXPECT_EQ(codes_of(read_text("a: 1\x7F\n")), Codes{"OT0004"});
  EXPECT_EQ(codes_of(read_text("a: 1\xC2\x85\n")), Codes{"OT0004"});
  EXPECT_EQ(codes_of(read_text("a: 1\xE2\x80\xA8\n")), Codes{"OT0004"});
  EXPECT_EQ(codes_of(read_text("a: \"1\xE2\x80\xAE\"\n")), Codes{"OT0005"});
  EXPECT_EQ(codes_of(read_text("a: 1\rb: 2\n")), Codes{"OT0004"});
  EXPECT_EQ(codes_of(read_text("na\xE2\x80\x8Bme: 1\n")), Codes{"OT0006"});
  EXPECT_EQ(codes_of(read_text("a: 👩‍💻 好\n")), Codes{});
}

TEST(Read, KeepsItsLimits) {
  EXPECT_EQ(
      codes_of(read_text(std::string(limits::document_bytes_max + 1, '#'))),
      Codes{"OT0001"});
  EXPECT_EQ(codes_of(read_text(std::string(limits::document_bytes_max, '#'))),
            Codes{});
  const std::string open(64, '[');
  const std::string shut(64, ']');
  EXPECT_EQ(codes_of(read_text(open + shut)), Codes{});
  EXPECT_EQ(codes_of(read_text("[" + open + shut + "]")), Codes{"OT0010"});
  EXPECT_EQ(codes_of(read_text(std::string(100'000, '['))), Codes{"OT0010"});
  EXPECT_EQ(codes_of(read_text("a: " + std::string(65'537, 'x'))),
            Codes{"OT0012"});
  std::string many = "[";
  for (int i = 0; i < 199'999; ++i) many += "1,";
  EXPECT_EQ(codes_of(read_text(many + "]")), Codes{});
  const Reading too_many = read_text(many + "1]");
  EXPECT_EQ(codes_of(too_many), Codes{"OT0011"});
  EXPECT_TRUE(too_many.document.root.is_missing());
}

TEST(Read, RefusesBillionLaughsWithoutExpandingThem) {
  std::string text = "a: &a [x, x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    const std::string before(1, static_cast<char>(c - 1));
    text += std::string(1, c) + ": &" + c + " [*" + before + ", *" + before +
            ", *" + before + "]\n";
  }
  const Reading r = read_text(text);
  ASSERT_FALSE(codes_of(r).empty());
  for (const std::string_view code : codes_of(r)) EXPECT_EQ(code, "OT1020");
}

TEST(Read, RefusesDuplicateKeysWithBothPlaces) {
  const Reading r = read_text("名称: 一\nb: 2\n名称: 三\n");
  ASSERT_EQ(codes_of(r), Codes{"OT1010"});
  EXPECT_EQ(r.document.diagnostics[0].span.begin.line, 3U);
  EXPECT_EQ(r.document.diagnostics[0].labels[0].span.begin.line, 1U);
  EXPECT_EQ(shape(r.document.root), "{名称:一,b:2,}");

  std::string big;
  for (int i = 0; i < 20'000; ++i) big += "k" + std::to_string(i) + ": 1\n";
  EXPECT_EQ(codes_of(read_text(big + "k7: 2\n")), Codes{"OT1010"});
}

TEST(Read, NeverListsMoreThanTheLimitOfMistakes) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "a: \t1\n";
  const Reading r = read_text(text);
  EXPECT_EQ(r.document.diagnostics.size(), limits::diagnostics_max + 1);
  EXPECT_EQ(r.document.diagnostics.back().code, "OT0013");
}

TEST(Read, RefusesWhatOurDocumentsDoNotHave) {
  EXPECT_EQ(codes_of(read_text("a: !!str 1\n")), Codes{"OT1021"});
  EXPECT_EQ(codes_of(read_text("%YAML 1.2\n---\na: 1\n")), Codes{"OT1022"});
  EXPECT_EQ(codes_of(read_text("a: 1\n---\nb: 2\n")), Codes{"OT1023"});
  EXPECT_EQ(codes_of(read_text("a: 1\n...\nb: 2\n")), Codes{"OT1023"});
  EXPECT_EQ(codes_of(read_text("---\na: 1\n...\n# end\n")), Codes{});
  EXPECT_EQ(codes_of(read_text("? [a]\n: b\nc: d\n")), Codes{"OT1024"});
  EXPECT_EQ(codes_of(read_text("<<: {a: 1}\n")), Codes{"OT1020"});
  EXPECT_EQ(codes_of(read_text("a: *重点*\n")), Codes{"OT1009"});
}

TEST(Read, ReadsOnAfterASyntaxError) {
  const Reading r = read_text(
      "title: 一\n"
      "steps:\n"
      "  one: {uses: a/b}\n"
      "  two: {uses: c/d\n"
      "  three:\n"
      "    uses: e/f\n"
      "    when: @x\n"
      "    with: {a: b}\n"
      "list:\n"
      "  - x\n"
      "  - \"y\n"
      "  - z\n"
      "end: 二\n");
  EXPECT_EQ(codes_of(r), (Codes{"OT1016", "OT1009", "OT1017"}));
  EXPECT_EQ(shape(r.document.root),
            "{title:一,steps:{one:{uses:a/b,},two:?,three:{uses:e/f,when:?,"
            "with:{a:b,},},},list:[x,?,z,],end:二,}");
}

TEST(Read, ReadsWhatFollowsAFullWidthColon) {
  const Reading r = read_text("title：一\nsteps：\n  one：{uses: a/b}\n");
  EXPECT_EQ(codes_of(r), (Codes{"OT1003", "OT1003", "OT1003"}));
  EXPECT_EQ(shape(r.document.root), "{title:一,steps:{one:{uses:a/b,},},}");
  EXPECT_EQ(shape(read_text("步骤：\n  - a\n").document.root), "{步骤:[a,],}");
}

TEST(Read, MendsAreCertainEnoughToBeApplied) {
  Reading r = read_text("a：[1，2]　# 注\nb: “文字”\nc: #5\nd: 0532\n");
  std::string text = r.sources.files[0].text;
  const Diagnostics& found = r.document.diagnostics;
  for (auto d = found.rbegin(); d != found.rend(); ++d)
    for (const Edit& edit : d->edits)
      text.replace(edit.span.begin.byte,
                   edit.span.end.byte - edit.span.begin.byte, edit.replacement);
  EXPECT_EQ(text, "a: [1, 2] # 注\nb: \"文字\"\nc: \"#5\"\nd: \"0532\"\n");
  EXPECT_EQ(codes_of(read_text(text)), Codes{});
}

void expect_inside(const Span& span, std::size_t size) {
  EXPECT_LE(span.begin.byte, span.end.byte);
  EXPECT_LE(span.end.byte, size);
  EXPECT_GE(span.begin.line, 1U);
  EXPECT_GE(span.begin.column, 1U);
}

void expect_inside(const Node& node, std::size_t size) {
  expect_inside(node.span, size);
  for (const Node& item : node.items) expect_inside(item, size);
  for (const Entry& entry : node.entries) {
    expect_inside(entry.key, size);
    expect_inside(entry.value, size);
  }
}

TEST(Read, SurvivesMutationsWithSpansInsideTheFile) {
  const std::string seed =
      "onething: 1\ntitle: “一件事”\nform:\n  name: {title: 名称, max: 80}\n"
      "steps：\n  a: {uses: b/c, with: {x: =f(a, b)}}\n  - \"q\\n\"\n"
      "note: |\n  文字：内容\n  二\nalso: >\n  一\n\n  二\n? k\n: v\n"
      "list: [1，2, 'x''y', *z]\n";
  const std::vector<std::string> parts = {
      "：", "，", "　", "\n",  "\r\n",     "- ",
      ": ", "{",  "}",  "[",   "]",        "\"",
      "'",  "|",  ">",  "#",   "*",        "&",
      "!",  "%",  "@",  "? ",  "---\n",    "  ",
      "\t", "“",  "”",  "－ ", "\xC2\xA0", "\xEF\xBB\xBF",
      "a",  "0",  "<<", "...", ","};
  std::mt19937 random(20260302);
  const auto pick = [&](std::size_t below) { return random() % below; };
  for (int round = 0; round < 2'000; ++round) {
    std::string text = seed;
    const std::size_t changes = 1 + pick(6);
    for (std::size_t i = 0; i < changes; ++i) {
      const std::size_t at = pick(text.size() + 1);
      if (pick(3) == 0)
        text.erase(at, pick(12));
      else
        text.insert(at, parts[pick(parts.size())]);
    }
    const Reading r = read_text(text);
    expect_inside(r.document.root, text.size());
    for (const Diagnostic& d : r.document.diagnostics) {
      expect_inside(d.span, text.size());
      for (const Edit& edit : d.edits) expect_inside(edit.span, text.size());
      for (const Label& label : d.labels)
        expect_inside(label.span, text.size());
    }
    ASSERT_FALSE(HasFailure()) << text;
  }
}

TEST(CountEvents, CountsTheBareParse) { EXPECT_EQ(count_events("a: 1\n"), 8U); }

}  // namespace
}  // namespace onething::yaml
