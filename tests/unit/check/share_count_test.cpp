// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/share_count.h"

#include <gtest/gtest.h>

#include "support/check_case.h"

namespace onething {
namespace {

check::ShareCount count_over_base(const testing::FileTexts& files) {
  testing::FileTexts all = testing::read_documents("golden/check/base");
  for (const auto& [path, text] : files) all[path] = text;
  std::vector<SourceFile> sources;
  for (auto& [path, text] : all) sources.push_back({path, std::move(text)});
  const LoadedProject loaded = load_texts(std::move(sources));
  const check::ProjectFacts project =
      check::project_facts(loaded.project, loaded.sources, loaded.diagnostics,
                           Calendar::china(), *parse_date("2026-03-02"));
  return check::share_count(
      check::workflow_facts(project, *loaded.project.find_workflow("convert")));
}

std::string base_with(const std::string& old_text, const std::string& text) {
  std::string workflow =
      testing::read_documents("golden/check/base").at("convert.yaml");
  workflow.replace(workflow.find(old_text), old_text.size(), text);
  return workflow;
}

TEST(ShareCount, CountsMembersAndMaterialsAsAsked) {
  const check::ShareCount count = count_over_base({});

  // uscc, name, kind, capital, the operator's three, and one material.
  EXPECT_EQ(count.asked, 8u);
}

TEST(ShareCount, CountsAnswersThatAreCarriedToDepartments) {
  const check::ShareCount count = count_over_base({});

  // The new code and name, from the registry to the tax bureau; what only the
  // outcome shows is carried nowhere.
  EXPECT_EQ(count.shared, 2u);
  EXPECT_EQ(count.could_be_shared, 0u);
}

TEST(ShareCount, CountsAFieldOnceHoweverOftenItIsFound) {
  const check::ShareCount count = count_over_base(
      {{"convert.yaml",
        base_with(
            "  operator: {title: 经营者, type: person}\n",
            "  operator: {title: 经营者, type: person}\n"
            "  founded: {title: 成立日期, type: date}\n"
            "  again: {title: 再填一次, type: date, same_as: founded}\n")}});

  EXPECT_EQ(count.asked, 10u);
  EXPECT_EQ(count.could_be_shared, 2u);
}

TEST(ShareCount, ClaimsNothingAboutABrokenWorkflow) {
  const check::ShareCount count =
      count_over_base({{"convert.yaml", base_with("uses: tax/carry_over",
                                                  "uses: tax/nothing")}});

  EXPECT_EQ(count.could_be_shared, 0u);
}

}  // namespace
}  // namespace onething
