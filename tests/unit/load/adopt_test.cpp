// SPDX-License-Identifier: Apache-2.0
//
// What comes of a workflow that adopts another; what is said of mistakes stands
// in tests/golden/load.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "onething/load.h"
#include "support/golden.h"

namespace onething {
namespace {

const std::filesystem::path base = "golden/load/base";

constexpr const char* kModel = R"(onething: 1
workflow: model
title: m
version: 1.0.0
lead: registry
promise: 5wd
form:
  uscc: {title: code, type: uscc}
  note: text
steps:
  carry: {uses: tax/carry_over, with: {uscc: =form.uscc, name: =form.note}, limit: 2wd}
outcome: {receipt: =steps.carry.receipt}
)";
constexpr const char* kHere = R"(onething: 1
adopts: model
as: here
of_version: 1.0.0
region: r
area: "370281"
promise: 4wd
form:
  note: {hint: h}
steps:
  carry: {limit: 1wd}
services:
  tax/carry_over: {item: "370281-1"}
)";

LoadedProject load_both(std::string here = kHere) {
  std::vector<SourceFile> files = {{"here.yaml", std::move(here)},
                                   {"model.yaml", kModel}};
  for (const char* path :
       {"onething.yaml", "departments/registry.yaml", "departments/tax.yaml"})
    files.push_back({path, testing::read_file(base / path)});
  return load_texts(std::move(files));
}

const Service& service_of(const LoadedProject& loaded, const char* workflow) {
  const Workflow* found = loaded.project.find_workflow(workflow);
  return *loaded.project.service_of(found->steps.at(0).uses);
}

TEST(Adoption, ChangesNothingOfTheModel) {
  const LoadedProject loaded = load_both();

  ASSERT_TRUE(loaded.diagnostics.empty());
  const Workflow* here = loaded.project.find_workflow("here");
  const Workflow* model = loaded.project.find_workflow("model");
  ASSERT_NE(here, nullptr);
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(to_text(here->promises.at(0).within.term), "4wd");
  EXPECT_EQ(to_text(model->promises.at(0).within.term), "5wd");
  EXPECT_EQ(to_text(here->steps.at(0).limit->term), "1wd");
  EXPECT_EQ(to_text(model->steps.at(0).limit->term), "2wd");
  EXPECT_EQ(here->form.at(1).hint, "h");
  EXPECT_EQ(service_of(loaded, "here").item, "370281-1");
  EXPECT_EQ(service_of(loaded, "model").item, "");
  EXPECT_EQ(service_of(loaded, "here").id.text, "carry_over");
}

// What a case is kept with must be complete without the project.
TEST(Adoption, StandsWithItsModelInTheDefinitionThatACaseIsKeptWith) {
  const LoadedProject loaded = load_both();
  const DefinitionText text =
      definition_text(loaded, *loaded.project.find_workflow("here"));

  const Result<LoadedProject> again = load_definition(text.content);

  ASSERT_TRUE(again);
  EXPECT_TRUE(again.value().diagnostics.empty());
  ASSERT_FALSE(again.value().project.workflows.empty());
  const Workflow& first = again.value().project.workflows.front();
  EXPECT_EQ(first.id.text, "here");
  EXPECT_EQ(service_of(again.value(), "here").item, "370281-1");
  EXPECT_EQ(definition_text(again.value(), first).hash, text.hash);
}

TEST(Adoption, MayShortenAStepThatGoesByItsService) {
  std::string model_says = kModel;
  model_says.erase(model_says.find(", limit: 2wd"), 12);
  for (const auto& [limit, fits] :
       {std::pair{"limit: 1wd", true}, std::pair{"limit: 2wd", false}}) {
    std::string here = kHere;
    here.replace(here.find("limit: 1wd"), 10, limit);
    std::vector<SourceFile> files = {{"here.yaml", here},
                                     {"model.yaml", model_says}};
    for (const char* path :
         {"onething.yaml", "departments/registry.yaml", "departments/tax.yaml"})
      files.push_back({path, testing::read_file(base / path)});

    const LoadedProject loaded = load_texts(std::move(files));

    // The catalogue promises one working day for it.
    EXPECT_EQ(!has_errors(loaded.diagnostics), fits) << limit;
  }
}

}  // namespace
}  // namespace onething
