// SPDX-License-Identifier: Apache-2.0

#include "diag/fingerprint.h"

#include <gtest/gtest.h>

#include "diag/mended_line.h"

namespace onething::diag {
namespace {

std::string place_of(const std::string& text, std::string_view what) {
  Sources sources;
  sources.add("a.yaml", text);
  Span span;
  span.begin.byte = static_cast<std::uint32_t>(text.find(what));
  return stable_place(span, sources);
}

TEST(StablePlace, NamesKeysAndIdsAbove) {
  const std::string text =
      "steps:\n  # note\n  register:\n    title: x\n\n    with: {a: 1}\nend: "
      "1\n";
  EXPECT_EQ(place_of(text, "a: 1"), "steps/register/with: {a: 1}");
  EXPECT_EQ(place_of(text, "end"), "end: 1");
  EXPECT_EQ(place_of("list:\n  - id: x\n    uses: y\n", "uses"),
            "list/- id: x/uses: y");
}

TEST(StablePlace, SurvivesLinesAddedElsewhere) {
  EXPECT_EQ(place_of("a:\n  b: 1\n", "b"),
            place_of("x: 1\n\na:\n  b: 1\n", "b"));
}

TEST(StablePlace, SurvivesPlacesThatDoNotExist) {
  Sources sources;
  sources.add("a.yaml", "a: 1");
  EXPECT_EQ(stable_place({0, {500, 9, 1}, {900, 9, 1}}, sources), "a: 1");
  EXPECT_EQ(stable_place({7, {}, {}}, sources), "");
  sources.add("b.yaml", "");
  EXPECT_EQ(stable_place({1, {}, {}}, sources), "");
}

// What the first line that changes becomes.
std::string mended(const std::string& text,
                   const std::vector<std::pair<std::string, std::string>>& to) {
  Sources sources;
  sources.add("a.yaml", text);
  Diagnostic diagnostic;
  for (const auto& [what, replacement] : to) {
    Span span;
    span.begin.byte = static_cast<std::uint32_t>(text.find(what));
    span.end.byte = span.begin.byte + static_cast<std::uint32_t>(what.size());
    diagnostic.edits.push_back({span, replacement});
  }
  return first_mended_line(diagnostic, sources);
}

TEST(MendedLine, ShowsAllEditsOfItsLine) {
  EXPECT_EQ(mended("  步骤：“x”\n", {{"：", ": "}, {"“", "\""}, {"”", "\""}}),
            "步骤: \"x\"");
  EXPECT_EQ(mended("a\nb：\nc", {{"：", ":"}}), "b:");
}

TEST(MendedLine, ShowsALineThatIsAdded) {
  EXPECT_EQ(mended("a: 1\nb: 2\n", {{"\nb", "\n  new: x\nb"}}), "new: x");
}

TEST(MendedLine, IsEmptyWithoutEdits) {
  EXPECT_EQ(mended("a\n", {}), "");
  EXPECT_EQ(mended("", {{"", ""}}), "");
}

}  // namespace
}  // namespace onething::diag
