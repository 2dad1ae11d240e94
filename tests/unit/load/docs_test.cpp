// SPDX-License-Identifier: Apache-2.0
//
// The examples of docs/format*.md. Each begins with a comment that names its
// file; together those of one page are a project.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "onething/load.h"
#include "support/golden.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

std::vector<SourceFile> examples_of(const fs::path& page) {
  const std::string text = testing::read_file(page);
  constexpr std::string_view open = "```yaml\n";
  std::vector<SourceFile> files;
  std::size_t at = text.find(open);
  while (at != std::string::npos) {
    const std::size_t begin = at + open.size();
    const std::size_t end = text.find("```", begin);
    const std::string block = text.substr(begin, end - begin);
    const std::size_t line = block.find('\n');
    EXPECT_TRUE(block.starts_with("# ") && line != std::string::npos)
        << page << ": an example does not name its file\n"
        << block;
    files.push_back({block.substr(2, line - 2), block});
    at = text.find(open, end);
  }
  return files;
}

std::string told(const Diagnostics& diagnostics, const Sources& sources) {
  return render_text(diagnostics, sources, {Language::en, false});
}

// An earlier version of the pages' workflow, as far as their mapping file
// needs it.
Workflow earlier_version() {
  Workflow earlier;
  for (const char* id : {"tax_change", "fee"})
    earlier.steps.emplace_back().id.text = id;
  for (const char* id : {"firm_name", "fax"})
    earlier.form.emplace_back().id.text = id;
  return earlier;
}

TEST(FormatPages, HaveExamplesThatLoadWithoutAnyFinding) {
  for (const char* page : {"../docs/format.md", "../docs/format.zh-CN.md"}) {
    std::vector<SourceFile> files = examples_of(page);
    std::string application;
    std::string migration;
    for (const SourceFile& file : files)
      if (file.path == "migration.yaml") migration = file.text;
    SourceFile scenarios;
    std::erase_if(files, [&](const SourceFile& file) {
      if (file.path.ends_with(".test.yaml")) scenarios = file;
      if (file.path.ends_with(".test.yaml")) return true;
      if (file.path != "application.yaml") return false;
      application = file.text;
      return true;
    });
    EXPECT_GE(files.size(), 4U) << page;

    const LoadedProject loaded = load_texts(std::move(files));
    EXPECT_EQ(told(loaded.diagnostics, loaded.sources), "") << page;
    ASSERT_FALSE(loaded.project.workflows.empty()) << page;

    const fs::path path =
        fs::path(::testing::TempDir()) / "onething_format_application.yaml";
    std::ofstream(path, std::ios::binary) << application;
    const Result<LoadedApplication> read = load_application(
        path.string(), loaded.project, loaded.project.workflows[0]);
    ASSERT_TRUE(read) << page;
    EXPECT_EQ(told(read.value().diagnostics, read.value().sources), "") << page;
    std::ofstream(path, std::ios::binary) << migration;
    const Workflow earlier = earlier_version();
    const Workflow* const versions[] = {&earlier};
    const Result<LoadedMigration> mapping = load_migration(
        path.string(), *loaded.project.find_workflow("to_company"), versions);
    ASSERT_TRUE(mapping) << page;
    EXPECT_EQ(told(mapping.value().diagnostics, mapping.value().sources), "")
        << page;
    EXPECT_EQ(mapping.value().migration.renamed.size(), 2U) << page;
    EXPECT_EQ(mapping.value().migration.dropped.size(), 2U) << page;
    fs::remove(path);
    const LoadedScenarios played =
        load_scenarios_text(scenarios, loaded.project);
    EXPECT_EQ(told(played.diagnostics, played.sources), "") << page;
    EXPECT_EQ(played.scenarios.examples.size(), 2U) << page;
  }
}

}  // namespace
}  // namespace onething
