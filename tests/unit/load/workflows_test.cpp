// SPDX-License-Identifier: Apache-2.0
//
// The workflows and applications that come with the program.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "onething/load.h"
#include "support/golden.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view shipped = "../workflows";

std::string told(const Diagnostics& diagnostics, const Sources& sources) {
  return render_text(diagnostics, sources, {Language::zh, false});
}

TEST(ShippedWorkflows, LoadWithoutAnyFinding) {
  const Result<LoadedProject> loaded = load_project(shipped);

  ASSERT_TRUE(loaded);
  const LoadedProject& project = loaded.value();
  EXPECT_EQ(told(project.diagnostics, project.sources), "");
  EXPECT_FALSE(project.project.workflows.empty());
  EXPECT_FALSE(project.project.departments.empty());
}

TEST(ShippedWorkflows, AreFoundFromTheFolderAboveAndFromInside) {
  for (const std::string start :
       {"..", "../workflows", "../workflows/departments",
        "../workflows/onething.yaml", "../docs"}) {
    const Result<std::string> root = find_project(start);
    ASSERT_TRUE(root) << start;
    EXPECT_EQ(fs::path(root.value()).filename(), "workflows") << start;
  }
}

TEST(ShippedWorkflows, ComeBackTheSameFromTheirDefinitionText) {
  const Result<LoadedProject> loaded = load_project(shipped);
  ASSERT_TRUE(loaded);
  for (const Workflow& workflow : loaded.value().project.workflows) {
    const DefinitionText text = definition_text(loaded.value(), workflow);
    const Result<LoadedProject> again = load_definition(text.content);

    ASSERT_TRUE(again);
    EXPECT_EQ(told(again.value().diagnostics, again.value().sources), "");
    const Workflow* same =
        again.value().project.find_workflow(workflow.id.text);
    ASSERT_NE(same, nullptr);
    EXPECT_EQ(definition_text(again.value(), *same).hash, text.hash);
  }
}

// The one that shows what mistakes look like.
bool is_meant_to_be_wrong(const fs::path& path) {
  return path.filename().string().starts_with("broken_");
}

TEST(Examples, FitTheirWorkflowUnlessTheyAreMeantToBeWrong) {
  const Result<LoadedProject> loaded = load_project(shipped);
  ASSERT_TRUE(loaded);
  const Project& project = loaded.value().project;
  const Workflow* workflow = project.find_workflow("individual_to_company");
  ASSERT_NE(workflow, nullptr);
  std::size_t seen = 0;
  for (const auto& entry : fs::directory_iterator("../examples")) {
    if (entry.path().extension() != ".yaml") continue;
    ++seen;
    const Result<LoadedApplication> read =
        load_application(entry.path().string(), project, *workflow);
    ASSERT_TRUE(read) << entry.path();
    const LoadedApplication& application = read.value();
    EXPECT_EQ(has_errors(application.diagnostics),
              is_meant_to_be_wrong(entry.path()))
        << entry.path() << "\n"
        << told(application.diagnostics, application.sources);
  }
  EXPECT_GT(seen, 0U);
}

}  // namespace
}  // namespace onething
