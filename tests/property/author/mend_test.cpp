// SPDX-License-Identifier: Apache-2.0
//
// What `check --fix` may be trusted with: over every example there is, mends
// end, break nothing, and take away what they mend.

#include "author/mend_texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "author/run_texts.h"
#include "support/check_case.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

using author::ProjectTexts;
using testing::FileTexts;

CheckRequest request() {
  CheckRequest wish;
  wish.today = *parse_date("2026-03-02");
  return wish;
}

ProjectTexts project_of(FileTexts texts) {
  ProjectTexts project;
  project.root = fs::current_path().string();
  for (auto& [path, text] : texts) {
    project.files.push_back({path, std::move(text)});
    project.asked.push_back(true);
  }
  return project;
}

FileTexts over(const char* base, const FileTexts& files) {
  FileTexts all = testing::read_documents(base);
  for (const auto& [path, text] : files) all[path] = text;
  return all;
}

// Every golden case as a project of its own, by name.
std::map<std::string, FileTexts> all_cases() {
  std::map<std::string, FileTexts> cases;
  for (const fs::path& path : testing::golden_inputs("golden/check", ".yaml")) {
    const fs::path below = path.lexically_relative("golden/check");
    auto part = below.begin();
    if (*part == "base") continue;
    const fs::path folder = fs::path("golden/check") / *part / *std::next(part);
    if (!cases.contains(folder.string()))
      cases[folder.string()] =
          over("golden/check/base", testing::read_documents(folder));
  }
  for (const auto& entry : fs::directory_iterator("golden/load/err"))
    cases[entry.path().string()] =
        over("golden/load/base", testing::read_documents(entry.path()));
  for (const fs::path& path :
       testing::golden_inputs("golden/yaml/err", ".yaml"))
    cases[path.string()] = over("golden/check/base",
                                {{"mistyped.yaml", testing::read_file(path)}});
  return cases;
}

CheckRun run(const ProjectTexts& project) {
  Result<CheckRun> found = author::run_texts(request(), {project});
  EXPECT_TRUE(found);
  return std::move(found).value();
}

ProjectTexts with(ProjectTexts project, const CheckRun& before,
                  const std::vector<FileChange>& changes) {
  for (const FileChange& change : changes)
    for (std::size_t i = 0; i < project.files.size(); ++i)
      if (before.sources.files[i].path == change.path)
        project.files[i].text = change.after;
  return project;
}

// Errors of the text itself, which mends may only make fewer.
std::size_t damage(const CheckRun& found) {
  return static_cast<std::size_t>(std::count_if(
      found.diagnostics.begin(), found.diagnostics.end(),
      [](const Diagnostic& each) {
        return each.code < "OT2" && each.severity == Severity::error;
      }));
}

std::size_t mends(const CheckRun& found) {
  return static_cast<std::size_t>(std::count_if(
      found.diagnostics.begin(), found.diagnostics.end(),
      [](const Diagnostic& each) { return !each.edits.empty(); }));
}

TEST(Mend, EndsAndTakesAwayWhatItMendsInEveryGoldenCase) {
  std::size_t mended = 0;
  for (auto& [name, texts] : all_cases()) {
    const ProjectTexts project = project_of(texts);
    const CheckRun before = run(project);
    if (mends(before) == 0) continue;
    const Result<std::vector<FileChange>> changes =
        author::mend_texts(request(), {project});
    ASSERT_TRUE(changes) << name;
    EXPECT_FALSE(changes.value().empty()) << name;
    const ProjectTexts after = with(project, before, changes.value());
    const CheckRun then = run(after);
    EXPECT_EQ(mends(then), 0U)
        << name << "\n"
        << render_text(then.diagnostics, then.sources, {Language::en, false});
    EXPECT_LE(damage(then), damage(before)) << name;
    // Once more changes nothing.
    EXPECT_TRUE(author::mend_texts(request(), {after}).value().empty()) << name;
    ++mended;
  }
  EXPECT_GE(mended, 10U);
}

TEST(Mend, LeavesCasesWithoutMendsAlone) {
  for (auto& [name, texts] : all_cases()) {
    const ProjectTexts project = project_of(texts);
    if (mends(run(project)) > 0) continue;
    EXPECT_TRUE(author::mend_texts(request(), {project}).value().empty())
        << name;
  }
}

// The rest of the file stays as it is, byte for byte.
TEST(Mend, ChangesOnlyWhatTheEditsCover) {
  const std::string rest =
      "department:   tax   # as it is\r\ntitle: \"税务局\"\n\n\n# end";
  FileTexts texts = testing::read_documents("golden/check/base");
  texts["departments/tax.yaml"] = "onething： 1\n" + rest;
  const ProjectTexts project = project_of(texts);
  const auto changes = author::mend_texts(request(), {project});
  ASSERT_TRUE(changes);
  ASSERT_EQ(changes.value().size(), 1U);
  EXPECT_EQ(changes.value()[0].after, "onething: 1\n" + rest);
}

TEST(Mend, TouchesNoFileThatWasNotAskedFor) {
  FileTexts texts = testing::read_documents("golden/check/base");
  texts["departments/tax.yaml"] = "onething： 1\ndepartment: tax\n";
  ProjectTexts project = project_of(texts);
  for (std::size_t i = 0; i < project.files.size(); ++i)
    project.asked[i] = project.files[i].path == "convert.yaml";
  EXPECT_TRUE(author::mend_texts(request(), {project}).value().empty());
}

TEST(Mend, KeepsToTheSelection) {
  FileTexts texts = testing::read_documents("golden/check/base");
  texts["departments/tax.yaml"] = "onething： 1\ndepartment: tax\n";
  CheckRequest wish = request();
  wish.ignore = {"full_width_colon"};
  EXPECT_TRUE(author::mend_texts(wish, {project_of(texts)}).value().empty());
}

}  // namespace
}  // namespace onething
