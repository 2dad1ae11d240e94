// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>

#include "support/golden.h"
#include "yaml/read.h"

namespace onething::yaml {
namespace {

// Reads one file and returns its diagnostics beside their sources.
struct GoldenCase {
  explicit GoldenCase(const std::filesystem::path& path) {
    sources.add(path.filename().string(), testing::read_file(path));
    document = read(sources, 0);
  }
  std::string text(Language language) const {
    RenderOptions options;
    options.language = language;
    return render_text(document.diagnostics, sources, options);
  }
  Sources sources;
  Document document;
};

TEST(YamlGolden, MistypingsAreReportedInBothLanguages) {
  const auto inputs = testing::golden_inputs("golden/yaml/err", ".yaml");
  EXPECT_GE(inputs.size(), 20U);
  for (const auto& path : inputs) {
    const GoldenCase golden(path);
    EXPECT_TRUE(has_errors(golden.document.diagnostics)) << path;
    std::filesystem::path expected = path;
    testing::expect_golden(expected.replace_extension(".zh.txt"),
                           golden.text(Language::zh));
    testing::expect_golden(
        expected.replace_extension().replace_extension(".en.txt"),
        golden.text(Language::en));
  }
}

// The text with every edit applied, from the last to the first.
std::string mended(const GoldenCase& golden) {
  std::string text = golden.sources.files[0].text;
  const Diagnostics& all = golden.document.diagnostics;
  for (auto d = all.rbegin(); d != all.rend(); ++d)
    for (auto edit = d->edits.rbegin(); edit != d->edits.rend(); ++edit)
      text.replace(edit->span.begin.byte,
                   edit->span.end.byte - edit->span.begin.byte,
                   edit->replacement);
  return text;
}

TEST(YamlGolden, AppliedMendsLeaveNothingToMend) {
  std::size_t files_mended = 0;
  for (const auto& path : testing::golden_inputs("golden/yaml/err", ".yaml")) {
    const GoldenCase golden(path);
    const Diagnostics& all = golden.document.diagnostics;
    if (std::any_of(all.begin(), all.end(),
                    [](const Diagnostic& d) { return d.edits.empty(); }))
      continue;
    ++files_mended;
    Sources sources;
    sources.add("mended.yaml", mended(golden));
    const Document document = read(sources, 0);
    EXPECT_TRUE(document.diagnostics.empty())
        << path << '\n'
        << sources.files[0].text
        << render_text(document.diagnostics, sources, {});
  }
  EXPECT_GE(files_mended, 20U);
}

TEST(YamlGolden, NearMissesStaySilent) {
  const auto inputs = testing::golden_inputs("golden/yaml/ok", ".yaml");
  EXPECT_GE(inputs.size(), 5U);
  for (const auto& path : inputs) {
    const GoldenCase golden(path);
    EXPECT_FALSE(has_errors(golden.document.diagnostics))
        << path << '\n'
        << golden.text(Language::zh);
    if (path.stem().string().starts_with("warn_")) {
      std::filesystem::path expected = path;
      testing::expect_golden(expected.replace_extension(".zh.txt"),
                             golden.text(Language::zh));
      continue;
    }
    EXPECT_TRUE(golden.document.diagnostics.empty())
        << path << '\n'
        << golden.text(Language::zh);
  }
}

// The place of each byte and of the end, counted from the bytes of the file,
// independently of any reading.
std::vector<Position> places_of(std::string_view text) {
  std::vector<Position> places;
  const std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  Position p;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    p.byte = static_cast<std::uint32_t>(i);
    places.push_back(p);
    if (i < begin || i == text.size()) continue;
    if (text[i] == '\n') {
      ++p.line;
      p.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++p.column;
    }
  }
  return places;
}

void expect_true_places(const Node& node, const std::vector<Position>& places) {
  EXPECT_EQ(node.span.begin, places.at(node.span.begin.byte)) << node.text;
  EXPECT_EQ(node.span.end, places.at(node.span.end.byte)) << node.text;
  for (const Node& item : node.items) expect_true_places(item, places);
  for (const Entry& entry : node.entries) {
    expect_true_places(entry.key, places);
    expect_true_places(entry.value, places);
  }
}

TEST(YamlGolden, EveryPlaceIsWhatItsBytesSay) {
  std::size_t files = 0;
  for (const char* folder :
       {"golden/yaml/err", "golden/yaml/ok", "../workflows",
        "../workflows/departments", "../examples"})
    for (const auto& path : testing::golden_inputs(folder, ".yaml")) {
      SCOPED_TRACE(path);
      const GoldenCase golden(path);
      if (golden.document.root.is_missing()) continue;
      ++files;
      expect_true_places(golden.document.root,
                         places_of(golden.sources.files[0].text));
    }
  EXPECT_GE(files, 50U);
}

}  // namespace
}  // namespace onething::yaml
