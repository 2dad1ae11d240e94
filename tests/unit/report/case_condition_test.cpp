// SPDX-License-Identifier: Apache-2.0
//
// Whether a condition asks about a value that is masked, and of which cases it
// is asked.

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

// What a formula demands of every case is asked of the store.
TEST(CaseCondition, AsksTheStoreForNoMoreThanMustHold) {
  using BySubject = CaseCondition::BySubject;
  const auto narrowed = [](const char* formula, CaseFilter filter = {},
                           BySubject by = BySubject::yes) {
    CaseCondition::parse(formula).value().narrow(filter, by);
    return filter;
  };

  const CaseFilter all = narrowed(
      "case.state == 'granted' && (form.n > 1 && 'permit' == case.workflow) && "
      "case.attention && case.subject == 'S'");
  EXPECT_EQ(all.state, "granted");
  EXPECT_EQ(all.workflow, "permit");
  EXPECT_EQ(all.subject, "S");
  EXPECT_TRUE(all.only_attention);

  for (const char* open :
       {"case.state == 'granted' || form.n > 1", "!(case.state == 'granted')",
        "case.state != 'granted'", "case.state == form.state",
        "form.state == 'granted'", "case.attention == false", "!case.attention",
        "form.list.exists(x, case.state == 'granted')", "case.state == ''"}) {
    const CaseFilter none = narrowed(open);
    EXPECT_EQ(none.state + none.workflow + none.subject, "") << open;
    EXPECT_FALSE(none.only_attention) << open;
  }

  CaseFilter given;
  given.state = "processing";
  EXPECT_EQ(narrowed("case.state == 'granted'", given).state, "processing")
      << "which the condition then denies";
  EXPECT_EQ(narrowed("case.subject == 'S'", {}, BySubject::no).subject, "");
}

// With what is left out there, the same cases are found.
TEST(CaseCondition, FindsTheSameCasesWhenTheStoreLeavesSomeOut) {
  RunWorld world(R"(
form: {company: text, n: {type: int, optional: true}}
steps:
  market: {uses: market/register, with: {uscc: =form.company, name: =form.company}}
)");
  const std::string is_there =
      "case.state == '" + world.submit(R"({"company":"店","n":3})").status +
      "'";
  const auto count = [&](const std::string& formula) {
    const CaseCondition condition = CaseCondition::parse(formula).value();
    std::size_t plain = 0;
    std::size_t narrow = 0;
    CaseFilter filter;
    for (const CaseRow& row : world.store->cases(filter).value())
      plain += condition.holds(*world.store, row).value() ==
               CaseCondition::Answer::yes;
    condition.narrow(filter, CaseCondition::BySubject::yes);
    for (const CaseRow& row : world.store->cases(filter).value())
      narrow += condition.holds(*world.store, row).value() ==
                CaseCondition::Answer::yes;
    EXPECT_EQ(plain, narrow) << formula;
    return narrow;
  };

  EXPECT_EQ(count(is_there + " && form.n == 3"), 1U);
  EXPECT_EQ(count("case.state == 'granted' && form.n == 3"), 0U);
  EXPECT_EQ(count("case.state == 'granted' && form.nosuch == 3"), 0U);
}

}  // namespace
}  // namespace onething
