// SPDX-License-Identifier: Apache-2.0
//
// Notes, selections and baselines: what takes a finding off the list.

#include "author/notes.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "author/baseline.h"
#include "author/selection.h"

namespace onething::author {
namespace {

// A finding on a line of the only file.
Diagnostic finding(std::string_view code, std::uint32_t line) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = Severity::warning;
  diagnostic.span.begin.line = line;
  diagnostic.span.end.line = line;
  diagnostic.found = {"author.error", {}};
  return diagnostic;
}

// The codes that are left, with their lines: "OT5101@2".
std::vector<std::string> left(const std::string& text, Diagnostics found,
                              bool was_looked_for = true) {
  Sources sources;
  sources.add("a.yaml", text);
  apply_notes(
      sources, 0, [=](std::string_view) { return was_looked_for; }, all_codes(),
      found);
  std::vector<std::string> out;
  for (const Diagnostic& each : found)
    out.push_back(std::string(each.code) + "@" +
                  std::to_string(each.span.begin.line));
  return out;
}

using Left = std::vector<std::string>;

TEST(Notes, CoverTheirLineOrTheNext) {
  EXPECT_EQ(left("a: 1  # onething: ignore OT5101 because it is a trial\n",
                 {finding("OT5101", 1)}),
            Left{});
  EXPECT_EQ(left("# onething: ignore OT5101 because so\n\n# more\na: 1\n",
                 {finding("OT5101", 4)}),
            Left{});
  EXPECT_EQ(left("# onething: ignore OT5101 because so\na: 1\nb: 1\n",
                 {finding("OT5101", 2), finding("OT5101", 3)}),
            Left{"OT5101@3"});
}

TEST(Notes, SpeakChineseToo) {
  EXPECT_EQ(left("a: 1  # onething: ignore OT5101 原因：试行\n",
                 {finding("OT5101", 1)}),
            Left{});
  EXPECT_EQ(left("a: 1  # onething: ignore OT5101, OT5102 因为试行\n",
                 {finding("OT5101", 1), finding("OT5102", 1)}),
            Left{});
}

TEST(Notes, CanCoverAWholeFile) {
  EXPECT_EQ(left("# onething: ignore-file OT5101 because so\na: 1\nb: 1\n",
                 {finding("OT5101", 2), finding("OT5101", 3)}),
            Left{});
}

TEST(Notes, NeedAReason) {
  EXPECT_EQ(left("a: 1  # onething: ignore OT5101\n", {finding("OT5101", 1)}),
            (Left{"OT5101@1", "OT6002@1"}));
  EXPECT_EQ(
      left("a: 1  # onething: ignore OT5101 because\n", {finding("OT5101", 1)}),
      (Left{"OT5101@1", "OT6002@1"}));
  EXPECT_EQ(
      left("a: 1  # onething: ignore OT5101 原因：\n", {finding("OT5101", 1)}),
      (Left{"OT5101@1", "OT6002@1"}));
}

TEST(Notes, AreReportedWhenNothingNeedsThem) {
  EXPECT_EQ(left("a: 1  # onething: ignore OT5101 because so\n", {}),
            Left{"OT6001@1"});
  EXPECT_EQ(left("a: 1  # onething: ignore OT5101 because so\n", {}, false),
            Left{});
}

TEST(Notes, CannotCoverErrorsOfShapeOrTypes) {
  Diagnostic error = finding("OT2001", 1);
  error.severity = Severity::error;
  EXPECT_EQ(left("a: 1  # onething: ignore OT2001 because so\n", {error}),
            (Left{"OT2001@1", "OT6003@1"}));
  // A warning of shape can be ignored.
  EXPECT_EQ(left("a: 1  # onething: ignore OT1011 because so\n",
                 {finding("OT1011", 1)}),
            Left{});
}

TEST(Notes, NameACodeThatExists) {
  EXPECT_EQ(left("a: 1  # onething: ignore OT9999 because so\n", {}),
            Left{"OT6004@1"});
  EXPECT_EQ(left("a: 1  # onething: ignore because so\n", {}),
            Left{"OT6004@1"});
}

TEST(Notes, AreCommentsAndNothingElse) {
  const Diagnostics found = {finding("OT5101", 1)};
  EXPECT_EQ(left("a: \"# onething: ignore OT5101 because so\"\n", found),
            Left{"OT5101@1"});
  EXPECT_EQ(left("a: |\n  # onething: ignore-file OT5101 because so\n", found),
            Left{"OT5101@1"});
  EXPECT_EQ(left("a: 1  # see onething: ignore OT5101 because so\n", found),
            Left{"OT5101@1"});
}

TEST(Notes, TakeTheirWholeLineWithThemWhenMended) {
  const std::string text =
      "a: 1\n  # onething: ignore OT5101 because so\nb: 1  # onething: ignore "
      "OT5101 because so\n";
  Sources sources;
  sources.add("a.yaml", text);
  Diagnostics found;
  apply_notes(
      sources, 0, [](std::string_view) { return true; }, all_codes(), found);
  ASSERT_EQ(found.size(), 2U);
  std::string mended = text;
  for (auto each = found.rbegin(); each != found.rend(); ++each) {
    ASSERT_EQ(each->edits.size(), 1U);
    const Span& span = each->edits[0].span;
    mended.erase(span.begin.byte, span.end.byte - span.begin.byte);
  }
  EXPECT_EQ(mended, "a: 1\nb: 1\n");
}

TEST(Selection, UnderstandsCodesBeginningsNamesAndFamilies) {
  const auto wants = [](std::vector<std::string> select,
                        std::vector<std::string> ignore,
                        std::string_view code) {
    const Result<Selection> made = Selection::make(select, ignore, all_codes());
    return made && made.value().wants(code);
  };
  EXPECT_TRUE(wants({}, {}, "OT0003"));
  EXPECT_TRUE(wants({"OT00,time"}, {}, "OT0003"));
  EXPECT_FALSE(wants({"OT00,time"}, {}, "OT1001"));
  EXPECT_TRUE(wants({"privacy"}, {}, "OT5101"));
  EXPECT_FALSE(wants({"privacy"}, {"sent_without_purpose"}, "OT5101"));
  EXPECT_TRUE(wants({"ot5101"}, {}, "OT5101"));
}

TEST(Selection, RefusesWordsThatMeanNothing) {
  const Result<Selection> made = Selection::make({"privaci"}, {}, all_codes());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::not_found);
  EXPECT_EQ(made.error().message.key, "author.unknown_code_close");
  EXPECT_FALSE(Selection::make({"OT"}, {}, all_codes()));
}

class Baselines : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "onething-XXXXXX");
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Sources sources_of(const std::string& text) const {
    Sources sources;
    sources.add((folder_ / "a.yaml").string(), text);
    return sources;
  }

  static Diagnostic at(const Sources& sources, std::string_view what) {
    Diagnostic diagnostic = finding("OT5101", 1);
    diagnostic.span.begin.byte =
        static_cast<std::uint32_t>(sources.files[0].text.find(what));
    return diagnostic;
  }

  std::filesystem::path folder_;
};

TEST_F(Baselines, KnowTheirFindingsWhenLinesMove) {
  const Sources before = sources_of("a:\n  b: 1\nc:\n  b: 1\n");
  const std::string path = (folder_ / "baseline.json").string();
  std::ofstream(path)
      << Baseline::of({at(before, "b: 1")}, before, path).to_json();

  const Sources after = sources_of("# more\nx: 1\na:\n  b: 1\nc:\n  b: 1\n");
  Result<Baseline> baseline = Baseline::read(path);
  ASSERT_TRUE(baseline);
  Diagnostic in_c = at(after, "b: 1");
  in_c.span.begin.byte += 10;
  Diagnostics found = {at(after, "b: 1"), in_c, at(after, "b: 1")};
  EXPECT_EQ(baseline.value().take_known(found, after), 1U);
  EXPECT_EQ(found.size(), 2U);
  EXPECT_TRUE(baseline.value().left(after).empty());
}

TEST_F(Baselines, SayWhatIsNoLongerFound) {
  const Sources sources = sources_of("a:\n  b: \"x\\\"\"\n");
  const std::string path = (folder_ / "baseline.json").string();
  std::ofstream(path)
      << Baseline::of({at(sources, "b:")}, sources, path).to_json();
  Result<Baseline> baseline = Baseline::read(path);
  ASSERT_TRUE(baseline);
  Diagnostics none;
  EXPECT_EQ(baseline.value().take_known(none, sources), 0U);
  EXPECT_EQ(baseline.value().left(sources).size(), 1U);
}

TEST_F(Baselines, RefuseOtherFiles) {
  const std::string path = (folder_ / "other.json").string();
  EXPECT_EQ(Baseline::read(path).error().code, ErrorCode::not_found);
  std::ofstream(path) << "[1, 2]";
  EXPECT_EQ(Baseline::read(path).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace onething::author
