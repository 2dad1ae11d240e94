// SPDX-License-Identifier: Apache-2.0
//
// What comes of a workflow that uses templates; what is said of mistakes stands
// in tests/golden/load.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "onething/load.h"
#include "onething/message.h"
#include "support/golden.h"

namespace onething {
namespace {

const std::filesystem::path base = "golden/load/base";

constexpr const char* kTemplate = R"(onething: 1
template: round
version: 1
title: a round
steps:
  $check: {title: c, uses: tax/check, with: {uscc: =form.uscc}, limit: 2wd}
)";
constexpr const char* kUser = R"(onething: 1
workflow: user
title: u
lead: registry
promise: 5wd
form:
  uscc: {title: code, type: uscc}
use:
  first:
    template: templates/round@1
    override: {steps.check.limit: 1wd}
outcome: {clear: =steps.first_check.clear}
)";

LoadedProject load_user(std::vector<SourceFile> more) {
  for (const char* path :
       {"onething.yaml", "departments/registry.yaml", "departments/tax.yaml"})
    more.push_back({path, testing::read_file(base / path)});
  more.push_back({"user.yaml", kUser});
  return load_texts(std::move(more));
}

TEST(Templates, AreBehindWhereANewerVersionLiesInTheProject) {
  std::string newer = kTemplate;
  newer.replace(newer.find("version: 1"), 10, "version: 12");
  newer.replace(newer.find("limit: 2wd"), 10, "limit: 3wd");
  const LoadedProject loaded = load_user({{"templates/round@1.yaml", kTemplate},
                                          {"templates/round@12.yaml", newer}});

  ASSERT_EQ(loaded.diagnostics.size(), 1U);
  const Diagnostic& behind = loaded.diagnostics[0];
  EXPECT_EQ(behind.code, "OT2118");
  EXPECT_EQ(behind.severity, Severity::warning);
  EXPECT_EQ(behind.span.begin.line, 10U);
  EXPECT_EQ(render(behind.help, Language::en),
            "the newest version changes: steps.$check.limit");
}

// What a case is kept with must be complete without the project.
TEST(Templates, StandInTheDefinitionThatACaseIsKeptWith) {
  LoadedProject loaded = load_user({{"templates/round@1.yaml", kTemplate},
                                    {"templates/other@1.yaml", kTemplate}});
  const Workflow* workflow = loaded.project.find_workflow("user");
  ASSERT_NE(workflow, nullptr);
  const DefinitionText text = definition_text(loaded, *workflow);
  EXPECT_EQ(text.content.find("other@1"), std::string::npos);

  const Result<LoadedProject> again = load_definition(text.content);

  ASSERT_TRUE(again);
  EXPECT_TRUE(again.value().diagnostics.empty());
  const Workflow* read = again.value().project.find_workflow("user");
  ASSERT_NE(read, nullptr);
  ASSERT_EQ(read->steps.size(), 1U);
  EXPECT_EQ(read->steps[0].id.text, "first_check");
  EXPECT_EQ(definition_text(again.value(), *read).hash, text.hash);

  std::string changed = kTemplate;
  changed.replace(changed.find("title: c"), 8, "title: d");
  const LoadedProject other = load_user({{"templates/round@1.yaml", changed}});
  EXPECT_NE(definition_text(other, *other.project.find_workflow("user")).hash,
            text.hash);
}

// A text of a template that its own file does not have would let a finding
// point to another line.
TEST(Templates, KeepTheirLinesWhereTheyAreUsed) {
  const LoadedProject loaded =
      load_user({{"templates/round@1.yaml", kTemplate}});
  const Step& step = loaded.project.find_workflow("user")->steps.at(0);

  EXPECT_EQ(step.id.span.begin.line, 6U);
  EXPECT_EQ(loaded.sources.files[step.id.span.file].path,
            "templates/round@1.yaml (first, user.yaml)");
  ASSERT_TRUE(step.limit);
  EXPECT_EQ(loaded.sources.files[step.limit->span.file].path, "user.yaml");
}

// A few lines of uses must not become a text without bound.
TEST(Templates, AreReadUpToABoundInOneWorkflow) {
  std::string wide = kTemplate;
  wide += "# " + std::string(200'000, 'x') + "\n";
  std::string user = kUser;
  std::string uses = "use:\n";
  for (int i = 0; i < 8; ++i)
    uses += "  u" + std::to_string(i) + ": templates/round@1\n";
  user.replace(user.find("use:\n"), 5, uses);
  std::vector<SourceFile> files = {{"templates/round@1.yaml", wide},
                                   {"user.yaml", user}};
  for (const char* path :
       {"onething.yaml", "departments/registry.yaml", "departments/tax.yaml"})
    files.push_back({path, testing::read_file(base / path)});

  const LoadedProject loaded = load_texts(std::move(files));

  ASSERT_FALSE(loaded.diagnostics.empty());
  EXPECT_EQ(loaded.diagnostics[0].code, "OT2037");
  EXPECT_EQ(render(loaded.diagnostics[0].found, Language::en),
            "the templates in use come to more than 1024 KB");
}

}  // namespace
}  // namespace onething
