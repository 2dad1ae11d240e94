// SPDX-License-Identifier: Apache-2.0
//
// What it costs to ask a condition of many cases and of long ones.

#include <gtest/gtest.h>

#include "onething/case_condition.h"
#include "support/growth.h"
#include "support/run_world.h"

namespace onething {
namespace {

using testing::RunWorld;

constexpr const char* kPlain = R"(
form: {company: {title: 企业名称, type: text, max: 40}}
steps:
  market: {uses: market/register, with: {uscc: =form.company, name: =form.company}}
)";

// Of all cases, as `case list --where` does.
void ask_all(RunWorld& world, std::string_view formula) {
  const auto condition = CaseCondition::parse(formula);
  ASSERT_TRUE(condition);
  CaseFilter filter;
  filter.limit = 10;
  for (std::size_t read = 10; read == 10;) {
    const auto page = world.store->cases(filter);
    ASSERT_TRUE(page);
    read = page.value().size();
    for (const CaseRow& row : page.value()) {
      EXPECT_TRUE(condition.value().asks_about(*world.store, row));
      EXPECT_TRUE(condition.value().holds(*world.store, row));
      filter.after = page_mark(filter.order, row);
    }
  }
}

TEST(CaseCondition, TakesTimeInProportionToTheNumberOfCases) {
  testing::expect_linear(
      [](std::size_t times) {
        auto world = std::make_shared<RunWorld>(kPlain);
        for (std::size_t i = 0; i < 25 * times; ++i)
          world->submit(R"({"company":"店"})", "key-" + std::to_string(i));
        return [world] { ask_all(*world, "form.company == '店'"); };
      },
      "cases");
}

TEST(CaseCondition, TakesTimeInProportionToTheLengthOfAHistory) {
  testing::expect_linear(
      [](std::size_t times) {
        auto world = std::make_shared<RunWorld>(kPlain);
        const CaseId id = world->submit(R"({"company":"店"})").id;
        for (std::size_t i = 0; i < 100 * times; ++i)
          world->act(id, AddNote{"备注 " + std::to_string(i)});
        return [world] { ask_all(*world, "case.corrections == 0"); };
      },
      "notes");
}

}  // namespace
}  // namespace onething
