// SPDX-License-Identifier: Apache-2.0
//
// Corrections: one notice, the clock that stops, and what acts anew.

#include <gtest/gtest.h>

#include "support/case_builder.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using testing::json;
using Words = std::vector<std::string>;

constexpr const char* kReviews = R"(
form:
  company: {title: 企业名称, type: text, max: 10}
  address: {title: 住所, type: text}
  extra: {type: bool, optional: true}
materials:
  articles: {title: 公司章程}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.address}}
  check: {uses: window/review, with: {name: =form.company}}
  bonus: {uses: tax/permit, when: 'form.?extra.orValue(false)', with: {code: "B"}}
  last: {uses: tax/carry_over, with: {name: =steps.bank.receipt}}
)";
constexpr const char* kForm = R"({"company":"新店","address":"某路1号"})";
constexpr const char* kMaterials =
    R"({"articles":{"kind":"articles","file":"a.pdf"}})";
constexpr const char* kTaxReturned =
    R"({"returned":[{"field":"company","problem":"名称重复"}]})";

CaseBuilder submitted() {
  CaseBuilder one(kReviews);
  one.submit(kForm, kMaterials);
  return one;
}

// tax returned, bank done, check returned, last done.
CaseBuilder corrected() {
  CaseBuilder one = submitted();
  one.answer("tax", kTaxReturned);
  one.done("bank", R"({"receipt":"B1"})");
  one.done("last", R"({"receipt":"E1"})");
  one.act(give_back(one.open_task(), "名称不合规"));
  return one;
}

SupplementCase supplement(std::string_view form,
                          std::string_view materials = "{}") {
  return {json(form), json(materials)};
}

TEST(Correction, GathersAllDefectsOfAllReviewsIntoOneNotice) {
  CaseBuilder one = submitted();
  one.answer("tax", kTaxReturned);
  EXPECT_EQ(one.last(), Words{"step_returned"});
  EXPECT_EQ(one.status(), "processing") << "others are still under way";
  one.done("bank", R"({"receipt":"B1"})");
  EXPECT_EQ(one.run("last").status, RunStatus::calling) << "others go on";
  one.done("last", R"({"receipt":"E1"})");
  one.act(give_back(one.open_task(), "名称不合规"));
  EXPECT_EQ(one.status(), "correcting");
  ASSERT_EQ(one.state().notice.size(), 2U);
  EXPECT_EQ(one.state().notice[0].field, "company");
  EXPECT_EQ(one.state().notice[0].title, "企业名称");
  EXPECT_EQ(one.state().notice[0].problem, "名称重复");
  EXPECT_EQ(one.state().paused_since, one.now());
}

TEST(Correction, TakesDefectsThatADepartmentWritesLoosely) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
)");
  one.submit(R"({"company":"新店"})");
  one.answer("tax", R"({"returned":["缺章程",{"problem":"欠税"},7]})");
  ASSERT_EQ(one.state().notice.size(), 3U);
  EXPECT_EQ(one.state().notice[0].problem, "缺章程");
  EXPECT_EQ(one.state().notice[1].problem, "欠税");
  EXPECT_EQ(one.state().notice[2].problem, "7");
}

TEST(Supplement, RunsOnlyWhatWasReturnedOrHasOtherInput) {
  CaseBuilder one = corrected();
  const std::string tax_key = one.run("tax").key;
  const std::string bank_key = one.run("bank").key;
  one.act(supplement(R"({"company":"新新店"})"));
  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(one.run("tax").generation, 1);
  EXPECT_NE(one.run("tax").key, tax_key);
  EXPECT_EQ(engine::request_of(one.run("tax")), R"({"name":"新新店"})");
  EXPECT_EQ(one.run("check").generation, 1);
  EXPECT_EQ(one.open_tasks().size(), 1U);
  EXPECT_EQ(one.run("bank").key, bank_key);
  EXPECT_EQ(one.run("bank").status, RunStatus::done);
  EXPECT_EQ(one.run("last").status, RunStatus::done);
  EXPECT_TRUE(one.step("bonus").skipped);
  one.done("tax", R"({"receipt":"T2"})");
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Supplement, MakesAStepActAnewWhenItsInputChangedAndItsFollowersWait) {
  CaseBuilder one = corrected();
  one.act(supplement(R"({"company":"新新店","address":"某路2号"})"));
  EXPECT_EQ(one.run("bank").status, RunStatus::calling);
  EXPECT_TRUE(one.step("last").recheck);
  one.done("bank", R"({"receipt":"B1"})");
  EXPECT_EQ(one.last(), (Words{"step_done", "step_kept"}));
  EXPECT_EQ(one.run("last").generation, 0);
}

TEST(Supplement, MakesFollowersActAnewWhenWhatTheyReadChanged) {
  CaseBuilder one = corrected();
  one.act(supplement(R"({"company":"新新店","address":"某路2号"})"));
  one.done("bank", R"({"receipt":"B2"})");
  EXPECT_EQ(one.last(), (Words{"step_done", "step_reset", "step_started"}));
  EXPECT_EQ(engine::request_of(one.run("last")), R"({"name":"B2"})");
}

TEST(Supplement, StartsWhatWasSkippedAndIsWantedNow) {
  CaseBuilder one = corrected();
  one.act(supplement(R"({"company":"新新店","extra":true})"));
  EXPECT_EQ(one.run("bonus").status, RunStatus::calling);
  EXPECT_EQ(one.run("bonus").generation, 1);
}

TEST(Supplement, LeavesWhatWasDoneEvenIfItIsNoLongerWanted) {
  CaseBuilder one(kReviews);
  one.submit(R"({"company":"新店","address":"某路1号","extra":true})",
             kMaterials);
  one.answer("tax", kTaxReturned).done("bank", R"({"receipt":"B"})");
  one.done("bonus", R"({"code":"B"})").done("last", R"({"receipt":"E"})");
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "correcting");
  one.act(supplement(R"({"extra":null})"));
  EXPECT_EQ(one.run("bonus").status, RunStatus::done);
  EXPECT_EQ(one.state().form.find("extra"), nullptr);
}

TEST(Supplement, WithDefectsIsRefusedAndListsThemAll) {
  CaseBuilder one = corrected();
  engine::Decision decision = one.decide(
      supplement(R"({"company":"一个实在太长的企业名称","colour":"红"})",
                 R"({"articles":null})"));
  const auto& rejection = std::get<Rejection>(decision);
  EXPECT_EQ(rejection.message.key, "engine.supplement_has_defects");
  EXPECT_EQ(rejection.defects.size(), 3U);
  EXPECT_EQ(one.status(), "correcting");
}

TEST(Supplement, NamesWhatChanged) {
  CaseBuilder one = corrected();
  one.act(supplement(R"({"company":"新新店","address":"某路1号"})",
                     R"({"articles":{"kind":"articles","file":"b.pdf"}})"));
  for (const engine::Event& event : one.history())
    if (const auto* e = std::get_if<engine::CaseSupplemented>(&event.fact)) {
      EXPECT_EQ(e->changed, (Words{"company", "articles"}));
    }
}

TEST(Clock, StopsWhileTheApplicantCorrects) {
  CaseBuilder one = submitted();  // Monday 2 March, due Monday 9 March.
  one.on("2026-03-03T09:00");
  one.answer("tax", kTaxReturned).done("bank", R"({"receipt":"B"})");
  one.done("last", R"({"receipt":"E"})");
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "correcting");
  // Over a weekend: Wednesday, Thursday, Friday, Monday are four working days.
  one.on("2026-03-09T16:00").act(supplement("{}"));
  EXPECT_EQ(one.state().paused_days, 4);
  EXPECT_EQ(to_text(*one.state().due), "2026-03-13");
  EXPECT_FALSE(one.state().paused_since);
  one.on("2026-03-11T10:00").done("tax", R"({"receipt":"T"})");
  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(one.state().working_days, 3);
}

TEST(Correction, ThatIsAskedForTooOftenGoesToTheFallbackTeam) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
)");
  one.submit(R"({"company":"新店"})");
  for (int i = 0; i < 20; ++i) {
    one.answer("tax", kTaxReturned);
    // Every notice after the first has somebody who answers for it.
    if (i > 0) one.act(ending(one.open_task(), EndTask::How::complete));
    ASSERT_EQ(one.status(), "correcting");
    one.act(supplement("{}"));
  }
  one.answer("tax", kTaxReturned);
  EXPECT_EQ(one.last(), (Words{"step_returned", "step_failed", "task_opened"}));
  EXPECT_EQ(one.run("tax").failure, "engine.too_many_corrections");
}

TEST(Correction, IsExtendedWhenTheFallbackTeamsWorkBringsMoreDefects) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
)");
  one.submit(R"({"company":"新店"})");
  one.fail("bank", CaseBuilder::Harm::possible);
  one.answer("tax", kTaxReturned);
  ASSERT_EQ(one.status(), "correcting");
  one.act(ending(one.task_of("bank"), EndTask::How::retry));
  one.on("2026-03-04T09:00");
  one.answer("bank", R"({"returned":[{"problem":"账号不对"}]})");
  EXPECT_EQ(one.last(), (Words{"step_returned", "correction_requested"}));
  EXPECT_EQ(one.state().notice.size(), 2U);
  EXPECT_EQ(*one.state().paused_since, testing::at("2026-03-02T09:00"));
}

TEST(Supplement, LooksAgainAtWhatTheFallbackTeamStillHas) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
)");
  one.submit(R"({"company":"新店"})");
  one.fail("bank", CaseBuilder::Harm::possible);
  one.answer("tax", kTaxReturned);
  one.act(supplement(R"({"company":"新新店"})"));
  one.done("tax", R"({"receipt":"T"})");
  EXPECT_EQ(one.status(), "processing");
  // Done by hand with the old name: the new name has to get there too.
  one.act(completion(one.task_of("bank"), R"({"receipt":"B"})"));
  EXPECT_EQ(one.last(),
            (Words{"task_closed", "step_done", "step_reset", "step_started"}));
  EXPECT_EQ(engine::request_of(one.run("bank")), R"({"name":"新新店"})");
}

constexpr const char* kEach = R"(
form:
  permits: {type: list, of: {code: text}}
steps:
  permits:
    for_each: =form.permits
    uses: tax/permit
    with: {code: =each.code}
)";

TEST(Supplement, OfAListRunsOnlyTheElementsThatChangedOrWereReturned) {
  CaseBuilder one(kEach);
  one.submit(R"({"permits":[{"code":"A"},{"code":"B"},{"code":"C"}]})");
  one.done("permits", R"({"code":"A"})", 0);
  one.answer("permits", R"({"returned":["过期"]})", 1);
  one.done("permits", R"({"code":"C"})", 2);
  EXPECT_EQ(one.status(), "correcting");
  const std::string kept = one.run("permits", 0).key;
  one.act(supplement(
      R"({"permits":[{"code":"A"},{"code":"B2"},{"code":"C2"},{"code":"D"}]})"));
  EXPECT_EQ(one.run("permits", 0).status, RunStatus::done);
  EXPECT_EQ(one.run("permits", 0).key, kept);
  for (int i = 1; i < 4; ++i) {
    EXPECT_EQ(one.run("permits", i).status, RunStatus::calling) << i;
    EXPECT_EQ(one.run("permits", i).generation, 1) << i;
  }
  for (int i = 1; i < 4; ++i) one.done("permits", R"({"code":"X"})", i);
  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(one.state().steps.find("permits")->list()->size(), 4U);
}

TEST(Supplement, OfAListThatOnlyBecameShorterDoesNothingAnew) {
  CaseBuilder one(kEach);
  one.submit(R"({"permits":[{"code":"A"},{"code":"B"}]})");
  one.done("permits", R"({"code":"A"})", 0);
  one.answer("permits", R"({"returned":["过期"]})", 1);
  one.act(supplement(R"({"permits":[{"code":"A"}]})"));
  EXPECT_EQ(one.status(), "granted");
}

}  // namespace
}  // namespace onething
