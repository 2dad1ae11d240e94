// SPDX-License-Identifier: Apache-2.0
//
// A case that comes to nothing takes back what was done: in reverse order, each
// as a call of its own, and it says so only when every one was acknowledged.

#include "engine/life/undo.h"

#include <gtest/gtest.h>

#include "engine/view.h"
#include "onething/id.h"
#include "support/case_builder.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::json;
using Harm = CaseBuilder::Harm;
using How = EndTask::How;
using Names = std::vector<std::string>;

constexpr const char* kRefused =
    R"({"refused":{"reason":"不行","basis":"某条","remedies":["行政复议"]}})";

// Two accounts, one after the other, then a step that may refuse.
constexpr const char* kTwo = R"(
form: {company: text}
steps:
  first: {uses: tax/open, with: {name: =form.company}}
  second: {uses: tax/open, with: {name: =steps.first.account}}
  tax: {uses: tax/carry_over, with: {name: =steps.second.account}}
)";

CaseBuilder refused_after_two() {
  CaseBuilder one(kTwo);
  one.submit(R"({"company":"新店"})");
  one.done("first", R"({"account":"A1"})");
  one.done("second", R"({"account":"A2"})");
  one.answer("tax", kRefused);
  return one;
}

Names undone(const CaseBuilder& one) {
  Names steps;
  for (const engine::Event& event : one.history())
    if (const auto* started = std::get_if<engine::StepStarted>(&event.fact))
      if (engine::is_undo(started->run.step))
        steps.push_back(started->run.step);
  return steps;
}

Names left(const CaseBuilder& one) {
  Names steps;
  for (const engine::InForce& each :
       engine::in_force(one.definition(), one.state()))
    steps.push_back(each.run.step + (each.is_certain ? "" : "?"));
  return steps;
}

CaseView view_of(const CaseBuilder& one) {
  return engine::make_view(one.definition(), one.state());
}

TEST(Undo, TakesBackWhatWasDoneTheLastThingFirst) {
  CaseBuilder one = refused_after_two();

  EXPECT_EQ(one.status(), "undoing");
  EXPECT_EQ(undone(one), Names{"undo.second"}) << "one after the other";
  one.done("undo.second", "{}");
  EXPECT_EQ(one.status(), "undoing");
  one.done("undo.first", "{}");

  EXPECT_EQ(one.status(), "denied");
  EXPECT_EQ(undone(one), (Names{"undo.second", "undo.first"}));
  EXPECT_TRUE(one.state().compensated);
  EXPECT_EQ(one.last(),
            (Names{"step_done", "case_compensated", "case_denied"}));
  EXPECT_EQ(one.state().reason, "不行");
  EXPECT_EQ(left(one), Names{});
}

TEST(Undo, IsSentWhatTheRunWasGivenAndWhatItGave) {
  const CaseBuilder one = refused_after_two();

  const engine::RunState& run = one.run("undo.second");
  EXPECT_EQ(engine::request_of(run), R"({"account":"A2","name":"A1"})");
  EXPECT_EQ(run.key, make_step_key(one.state().id, "undo.second", 0, 0));
  EXPECT_EQ(run.service, "close");
  const auto& started =
      std::get<engine::StepStarted>(one.history().back().fact);
  ASSERT_EQ(started.sent.size(), 2U);
  EXPECT_EQ(started.sent[0].from, Names{"tax"});
  EXPECT_EQ(started.sent[0].purpose, "撤销");
}

TEST(Undo, IsNeverSeenByFormulas) {
  CaseBuilder one = refused_after_two();
  one.done("undo.second", "{}").done("undo.first", "{}");

  EXPECT_EQ(one.state().steps.find("undo.first"), nullptr);
  EXPECT_EQ(*one.state().steps.find("first")->find("account")->text(), "A1");
}

TEST(Undo, IsTriedAgainUnderItsKeyAndThenByAPerson) {
  CaseBuilder one = refused_after_two();
  const std::string key = one.run("undo.second").key;

  one.fail("undo.second");
  EXPECT_EQ(one.status(), "undoing");
  one.after(Duration{1, 0}).act(AdvanceCase{});
  EXPECT_EQ(one.run("undo.second").attempt, 2);
  EXPECT_EQ(one.run("undo.second").key, key);
  one.fail("undo.second", Harm::possible);

  EXPECT_EQ(one.open_tasks().size(), 1U) << "on_unknown: ask";
  EXPECT_EQ(undone(one), Names{"undo.second"}) << "the next one waits";
  one.act(completion(one.task_of("undo.second"), "{}"));
  EXPECT_EQ(undone(one), (Names{"undo.second", "undo.first"}));
  one.done("undo.first", "{}");
  EXPECT_TRUE(one.state().compensated);
}

TEST(Undo, ThatIsGivenUpLeavesTheCaseUncompensatedAndNamesWhatIsInForce) {
  CaseBuilder one = refused_after_two();
  one.fail("undo.second", Harm::possible);

  EndTask silent = ending(one.task_of("undo.second"), How::skip);
  silent.reason.clear();
  EXPECT_EQ(one.refused(silent), "engine.fallback_needs_reason");
  one.act(ending(one.task_of("undo.second"), How::skip));
  one.done("undo.first", "{}");

  EXPECT_EQ(one.status(), "denied");
  EXPECT_FALSE(one.state().compensated);
  EXPECT_EQ(left(one), Names{"second"});
  const CaseView view = view_of(one);
  ASSERT_EQ(view.in_force.size(), 1U);
  EXPECT_EQ(view.in_force[0].title.in(Language::zh), "开户");
  EXPECT_EQ(view.undo.size(), 2U);
  EXPECT_EQ(view.undo[0].status, "abandoned");
}

TEST(Undo, CannotBeRefusedOrReturnedAsAStepCan) {
  CaseBuilder one = refused_after_two();

  one.answer("undo.second", kRefused);
  EXPECT_EQ(one.status(), "undoing");
  const std::string task = one.task_of("undo.second");
  EXPECT_EQ(one.refused(ending(task, How::refuse)), "engine.undo_not_refused");
  EXPECT_EQ(one.refused(testing::give_back(task, "缺")),
            "engine.undo_not_returned");
  one.act(ending(task, How::retry));
  one.answer("undo.second", R"({"returned":["缺"]})");
  EXPECT_EQ(one.open_tasks().size(), 1U);
  EXPECT_EQ(one.refused(WithdrawCase{}), "engine.not_in_this_state");
}

TEST(Undo, FollowsAWithdrawalOnceWhatIsUnderWayHasComeBack) {
  CaseBuilder one(kTwo);
  one.submit(R"({"company":"新店"})");
  one.done("first", R"({"account":"A1"})");

  one.act(WithdrawCase{"不办了"});
  EXPECT_EQ(one.status(), "processing") << "second is still called";
  one.done("second", R"({"account":"A2"})");
  EXPECT_EQ(undone(one), Names{"undo.second"});
  one.done("undo.second", "{}").done("undo.first", "{}");

  EXPECT_EQ(one.status(), "withdrawn");
  EXPECT_TRUE(one.state().compensated);
}

TEST(Undo, IsOrderedWhereNobodyCanCallAndSentByTheNextAdvance) {
  CaseBuilder one(kTwo);
  one.submit(R"({"company":"新店"})");
  one.done("first", R"({"account":"A1"})")
      .done("second", R"({"account":"A2"})");
  one.fail("tax").alone().act(WithdrawCase{"不办了"});

  EXPECT_EQ(one.last(), (Names{"withdrawal_requested", "undo_ordered"}));
  one.alone(false).act(AdvanceCase{});
  EXPECT_EQ(undone(one), Names{"undo.second"});
}

TEST(Undo, SaysWhatNothingTakesBackAndWhatMayHaveHappened) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  open: {uses: tax/open, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
)");
  one.submit(R"({"company":"新店"})");
  one.done("open", R"({"account":"A1"})").done("tax", R"({"receipt":"R"})");
  one.fail("bank", Harm::possible);
  one.act(ending(one.task_of("check"), How::refuse));
  one.done("undo.open", "{}");

  EXPECT_EQ(one.status(), "denied");
  EXPECT_FALSE(one.state().compensated) << "bank is in doubt";
  EXPECT_EQ(left(one), (Names{"tax", "bank?"}));
}

TEST(Undo, OfAListTakesBackEachRunThatWasDone) {
  CaseBuilder one(R"(
form:
  names: {type: list, of: {name: text}}
steps:
  open: {uses: tax/open, for_each: =form.names, with: {name: =each.name}}
)");
  one.submit(R"({"names":[{"name":"A"},{"name":"B"},{"name":"C"}]})");
  one.done("open", R"({"account":"C"})", 2).done("open", R"({"account":"A"})");
  one.answer("open", kRefused, 1);

  EXPECT_EQ(engine::request_of(one.run("undo.open")),
            R"({"account":"A","name":"A"})");
  one.done("undo.open", "{}", 0);
  EXPECT_EQ(engine::request_of(one.run("undo.open", 2)),
            R"({"account":"C","name":"C"})");
  one.done("undo.open", "{}", 2);
  EXPECT_EQ(one.status(), "denied");
  EXPECT_TRUE(one.state().compensated);
}

// After a supplement the step acts anew; if that comes to nothing, what it did
// the first time is still there.
TEST(Undo, TakesBackAnEarlierActOfAStepThatActedAnew) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  open: {uses: tax/open, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =form.company}}
)");
  one.submit(R"({"company":"旧店"})");
  one.done("open", R"({"account":"A1"})");
  one.answer("tax", R"({"returned":["缺"]})");
  one.act(SupplementCase{json(R"({"company":"新店"})"), {}});
  one.answer("open", kRefused).done("tax", R"({"receipt":"R"})");

  EXPECT_EQ(engine::request_of(one.run("undo.open")),
            R"({"account":"A1","name":"旧店"})");
  one.done("undo.open", "{}");
  EXPECT_TRUE(one.state().compensated);
}

TEST(Undo, ByAPersonIsAWorkTaskThatCanFail) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  stamp: {uses: window/stamp, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =steps.stamp.stamp}}
)");
  one.submit(R"({"company":"新店"})");
  one.act(completion(one.open_task(), R"({"stamp":"S1"})"));
  one.answer("tax", kRefused);

  ASSERT_EQ(one.open_tasks().size(), 1U);
  EXPECT_EQ(one.open_tasks()[0].kind, "work");
  EXPECT_EQ(one.open_tasks()[0].role, "章管员");
  one.act(ending(one.open_task(), How::refuse));
  EXPECT_EQ(one.open_tasks()[0].kind, "fallback");
  one.act(ending(one.open_task(), How::retry));
  one.act(completion(one.open_task(), "{}"));
  EXPECT_EQ(one.status(), "denied");
  EXPECT_TRUE(one.state().compensated);
}

TEST(Undo, IsNotNeededForACaseThatIsGranted) {
  CaseBuilder one(kTwo);
  one.submit(R"({"company":"新店"})");
  one.done("first", R"({"account":"A1"})")
      .done("second", R"({"account":"A2"})");
  one.done("tax", R"({"receipt":"R"})");

  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(left(one), Names{});
  EXPECT_FALSE(one.state().compensated);
}

}  // namespace
}  // namespace onething
