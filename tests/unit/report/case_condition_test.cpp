// SPDX-License-Identifier: Apache-2.0
//
// Whether a condition asks about a value that is masked.

#include "onething/case_condition.h"

#include <gtest/gtest.h>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::RunWorld;

TEST(CaseCondition, KnowsWhetherItAsksAboutAMaskedValue) {
  RunWorld world(R"(
subject: owner
form:
  company: {title: 企业名称, type: text, max: 40}
  owner: {title: 经营者, type: text, sensitivity: personal, max: 40}
  heads: {type: list, of: {name: {type: text, sensitivity: personal}, rank: text}}
steps:
  market: {uses: market/register, with: {uscc: =form.company, name: =form.owner}}
)");
  const CaseId id =
      world.submit(R"({"company":"店","owner":"王示例","heads":[]})").id;
  const CaseRow row = world.store->row(id).value();
  const auto asks = [&](const char* formula) {
    const auto condition = CaseCondition::parse(formula);
    EXPECT_TRUE(condition) << formula;
    return condition.value().asks_about(*world.store, row).value();
  };

  for (const char* open :
       {"form.company == 'a'", "case.state == 'granted'", "true",
        "steps.market.licence == 'L'", "form.nosuch == 'a'"})
    EXPECT_EQ(asks(open), "") << open;
  EXPECT_EQ(asks("form.owner == 'a'"), "form.owner");
  EXPECT_EQ(asks("form.company == 'a' && form.owner.startsWith('王')"),
            "form.owner");
  EXPECT_EQ(asks("form.heads.exists(h, h.name == 'a')"), "form.heads");
  EXPECT_EQ(asks("case.subject == 'a'"), "case.subject");
  EXPECT_EQ(asks("steps.market.owner == 'a'"), "steps.market.owner");
  EXPECT_EQ(asks("steps.market == steps.market"), "steps.market");
}

}  // namespace
}  // namespace onething
