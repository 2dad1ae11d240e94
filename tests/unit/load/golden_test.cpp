// SPDX-License-Identifier: Apache-2.0
//
// What the loader says, one kind of mistake a case. A case is a folder with a
// project's files, or with `application.yaml` besides, which is then read for
// its only workflow, or with `migration.yaml`, whose cases have that workflow
// as it is. Files shared by the cases stand in golden/load/base.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "onething/load.h"
#include "support/golden.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

const fs::path cases = "golden/load";

std::vector<fs::path> folders_in(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_directory()) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

bool is_document(const fs::path& path) {
  return path.extension() == ".yaml" && path.filename() != "application.yaml" &&
         path.filename() != "migration.yaml" &&
         path.filename() != "scenarios.test.yaml";
}

void add_files(const fs::path& folder,
               std::map<std::string, std::string>& out) {
  for (const fs::path& path : testing::golden_inputs(folder, ".yaml"))
    if (is_document(path))
      out[path.lexically_relative(folder).generic_string()] =
          testing::read_file(path);
}

// The case's files over those of the base.
LoadedProject load_case(const fs::path& folder) {
  std::map<std::string, std::string> files;
  add_files(cases / "base", files);
  add_files(folder, files);
  std::vector<SourceFile> sources;
  sources.reserve(files.size());
  for (auto& [path, text] : files) sources.push_back({path, text});
  return load_texts(std::move(sources));
}

struct Told {
  bool errors = false;
  std::string zh;
  std::string en;

  void add(const Diagnostics& diagnostics, const Sources& sources) {
    errors = errors || has_errors(diagnostics);
    zh += render_text(diagnostics, sources, {Language::zh, false});
    en += render_text(diagnostics, sources, {Language::en, false});
  }
};

Told tell(const fs::path& folder) {
  Told told;
  const LoadedProject loaded = load_case(folder);
  told.add(loaded.diagnostics, loaded.sources);
  const fs::path migration = folder / "migration.yaml";
  if (fs::exists(migration)) {
    const Workflow* const earlier[] = {&loaded.project.workflows[0]};
    const Result<LoadedMigration> read =
        load_migration(migration.string(), *earlier[0], earlier);
    EXPECT_TRUE(read) << folder;
    if (read) told.add(read.value().diagnostics, read.value().sources);
  }
  const fs::path scenarios = folder / "scenarios.test.yaml";
  if (fs::exists(scenarios)) {
    const Result<LoadedScenarios> read =
        load_scenarios(scenarios.string(), loaded.project);
    EXPECT_TRUE(read) << folder;
    if (read) told.add(read.value().diagnostics, read.value().sources);
  }
  const fs::path application = folder / "application.yaml";
  if (!fs::exists(application)) return told;
  const Result<LoadedApplication> read = load_application(
      application.string(), loaded.project, loaded.project.workflows[0]);
  EXPECT_TRUE(read) << folder;
  if (read) told.add(read.value().diagnostics, read.value().sources);
  return told;
}

TEST(LoadGolden, TellsEveryMistakeTheSameWayInBothLanguages) {
  for (const fs::path& folder : folders_in(cases / "err")) {
    const Told told = tell(folder);
    testing::expect_golden(folder / "expected.zh.txt", told.zh);
    testing::expect_golden(folder / "expected.en.txt", told.en);
  }
}

TEST(LoadGolden, FindsAnErrorInEveryCaseThatHasOne) {
  const std::vector<fs::path> folders = folders_in(cases / "err");
  EXPECT_GE(folders.size(), 30U);
  for (const fs::path& folder : folders)
    EXPECT_TRUE(tell(folder).errors) << folder;
}

TEST(LoadGolden, IsSilentWhereNothingIsWrong) {
  const std::vector<fs::path> folders = folders_in(cases / "ok");
  EXPECT_FALSE(folders.empty());
  for (const fs::path& folder : folders)
    EXPECT_EQ(tell(folder).zh, "") << folder;
}

}  // namespace
}  // namespace onething
