// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

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
    return render_text(document.diagnostics, sources, {language, false});
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

}  // namespace
}  // namespace onething::yaml
