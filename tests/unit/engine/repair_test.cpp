// SPDX-License-Identifier: Apache-2.0
//
// Mending a case by hand: what each repair changes, and where it makes no sense
// and what would.

#include <gtest/gtest.h>

#include "engine/life/undo.h"
#include "support/case_builder.h"
#include "support/life_stories.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using testing::json;
using testing::kPaid;
using Harm = CaseBuilder::Harm;
using How = EndTask::How;
using What = RepairCase::What;
using Words = std::vector<std::string>;

constexpr const char* kWorkflow = R"(
form: {company: text}
prefill:
  licence: {uses: market/find, with: {uscc: =form.company}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =steps.tax.receipt}}
  loose: {uses: tax/carry_over, with: {name: =form.company}}
  optional: {uses: tax/carry_over, may_skip: true, with: {name: =form.company}}
  check: {uses: window/review, with: {name: '${steps.bank.receipt}${steps.?optional.receipt.orValue("")}'}}
)";

RepairCase mending(What what, std::string step = {}) {
  RepairCase wish;
  wish.what = what;
  wish.step = std::move(step);
  wish.reason = "说明";
  return wish;
}
RepairCase setting(std::string step, std::string_view output) {
  RepairCase wish = mending(What::set, std::move(step));
  wish.output = json(output);
  return wish;
}

CaseBuilder begun() {
  CaseBuilder one(kWorkflow);
  one.submit(R"({"company":"店"})");
  one.done("prefill.licence", R"({"old_name":"老店"})");
  return one;
}

// The department refuses the connection six times.
CaseBuilder failed(const std::string& step = "tax") {
  CaseBuilder one = begun();
  for (int i = 0; i < 6; ++i) {
    one.fail(step);
    if (one.run(step).status == RunStatus::fallback) break;
    one.after(Duration{60, 0}).act(AdvanceCase{});
  }
  EXPECT_EQ(one.run(step).status, RunStatus::fallback);
  return one;
}

TEST(Repair, SaysWhoDidWhatAndWhyBeforeWhatFollows) {
  CaseBuilder one = failed();
  one.as("王示例").act(mending(What::retry, "tax"));

  EXPECT_EQ(one.last(), (Words{"case_repaired", "task_closed", "retry_ordered",
                               "call_retried"}));
  const engine::Mending& mended = one.state().mendings.back();
  EXPECT_EQ(mended.what, "retry");
  EXPECT_EQ(mended.step, "tax");
  EXPECT_EQ(mended.reason, "说明");
  EXPECT_EQ(mended.actor.id, "王示例");
  RepairCase silent = mending(What::retry, "tax");
  silent.reason.clear();
  EXPECT_EQ(one.refused(silent), "repair.needs_reason");
}

TEST(Repair, TriesAgainUnderTheSameKeyWhateverTheTaskIsClaimedBy) {
  CaseBuilder one = failed();
  const std::string key = one.run("tax").key;
  one.as("甲示例").act(ClaimTask{one.open_task()});
  one.as("王示例").act(mending(What::retry, "tax"));

  EXPECT_EQ(one.run("tax").status, RunStatus::calling);
  EXPECT_EQ(one.run("tax").key, key);
  one.done("tax", kPaid);
  EXPECT_EQ(one.run("bank").status, RunStatus::calling);
}

TEST(Repair, TriesAgainNowWhatWaitsForItsMoment) {
  CaseBuilder one = begun();
  one.fail("tax").alone().act(mending(What::retry, "tax"));

  EXPECT_EQ(one.last(), (Words{"case_repaired", "retry_ordered"}));
  EXPECT_EQ(*one.run("tax").retry_at, one.now());
}

TEST(Repair, AsksNowAboutWhatIsAnsweredLater) {
  CaseBuilder one(
      "form: {company: text}\nsteps:\n"
      "  assess: {uses: tax/assess, with: {name: =form.company}}\n"
      "  survey: {uses: tax/survey, with: {name: =form.company}}\n");
  one.submit(R"({"company":"店"})").answer("assess", R"({"pending":{}})");
  one.answer("survey", R"({"pending":{}})");
  one.act(mending(What::retry, "assess")).act(AdvanceCase{});

  EXPECT_EQ(one.run("assess").status, RunStatus::querying);
  EXPECT_EQ(one.refused(mending(What::retry, "survey")),
            "engine.nothing_to_ask");
}

TEST(Repair, DoesNotSendAgainWhatNobodyKnowsOf) {
  CaseBuilder one = begun();
  one.done("tax", kPaid).fail("bank", Harm::possible);
  const std::string key = one.run("bank").key;
  EXPECT_EQ(one.refused(mending(What::retry, "bank")),
            "repair.outcome_unknown");
  EXPECT_EQ(one.refused(mending(What::redo, "bank")), "repair.outcome_unknown");
  RepairCase found = mending(What::retry, "bank");
  found.was_not_done = true;
  one.act(found);

  EXPECT_EQ(one.run("bank").status, RunStatus::calling);
  EXPECT_NE(one.run("bank").key, key);
}

TEST(Repair, ComputesAnewWhatWasNeverSent) {
  CaseBuilder never(
      "form: {company: text, parts: int}\nsteps:\n"
      "  tax: {uses: tax/carry_over, with: {name: '=string(1 / "
      "form.parts)'}}\n");
  never.submit(R"({"company":"店","parts":0})");
  ASSERT_EQ(never.run("tax").status, RunStatus::fallback);
  EXPECT_EQ(never.refused(ending(never.open_task(), How::retry)),
            "engine.nothing_was_sent");
  never.act(mending(What::retry, "tax")).act(AdvanceCase{});

  EXPECT_EQ(never.run("tax").status, RunStatus::fallback);
  EXPECT_EQ(never.open_tasks().size(), 1U);
  EXPECT_EQ(never.step("tax").generation, 1);
}

TEST(Repair, TriesAgainNothingThatHasNotFailed) {
  CaseBuilder one = begun();
  EXPECT_EQ(one.refused(mending(What::retry, "tax")),
            "repair.nothing_to_retry");
  one.done("tax", kPaid);
  EXPECT_EQ(one.refused(mending(What::retry, "tax")),
            "repair.nothing_to_retry");
  one.done("bank", kPaid).done("loose", kPaid);
  one.answer("optional", R"({"refused":{"reason":"不行"}})");
  EXPECT_EQ(one.refused(mending(What::retry, "optional")),
            "repair.was_refused");
}

TEST(Repair, SetsAResultThatFitsTheContract) {
  CaseBuilder one = failed();
  EXPECT_EQ(one.refused(setting("tax", "{}")), "engine.output_has_defects");
  EXPECT_EQ(one.refused(setting("tax", R"({"receipt":"R","more":1})")),
            "engine.output_has_defects");
  one.act(setting("tax", kPaid));

  EXPECT_EQ(one.last(), (Words{"case_repaired", "task_closed", "step_done"}));
  EXPECT_TRUE(one.open_tasks().empty());
  one.act(AdvanceCase{});
  EXPECT_EQ(one.run("bank").status, RunStatus::calling);
}

TEST(Repair, SetsTheResultOfAStepThatHasNotBegun) {
  CaseBuilder one = begun();
  one.act(setting("bank", kPaid));

  EXPECT_EQ(one.last(), (Words{"case_repaired", "step_done"}));
  one.done("tax", kPaid).done("optional", kPaid);
  EXPECT_EQ(one.run("check").status, RunStatus::with_person);
}

TEST(Repair, PutsRightAResultAndLooksAgainAtWhatUsedIt) {
  CaseBuilder one = begun();
  one.done("tax", kPaid).done("bank", kPaid).done("optional", kPaid);
  const std::string key = one.run("bank").key;
  ASSERT_EQ(one.run("check").status, RunStatus::with_person);
  one.act(setting("tax", R"({"receipt":"R2"})"));

  EXPECT_EQ(one.last(), (Words{"case_repaired"}));
  EXPECT_EQ(*one.state().steps.find("tax")->find("receipt")->text(), "R2");
  one.act(AdvanceCase{});
  EXPECT_EQ(one.run("bank").status, RunStatus::calling);
  EXPECT_EQ(*one.run("bank").input.find("name")->text(), "R2");
  EXPECT_NE(one.run("bank").key, key);
  // Who reads nothing of it is left alone; who was with a person is asked when
  // that has come back.
  EXPECT_EQ(one.run("loose").generation, 0);
  EXPECT_TRUE(one.step("check").recheck);
}

TEST(Repair, LeavesOutWhatNobodyCountsOn) {
  CaseBuilder one = failed("loose");
  one.act(mending(What::skip, "loose"));

  EXPECT_EQ(one.last(),
            (Words{"case_repaired", "task_closed", "step_skipped"}));
  CaseBuilder needed = failed();
  EXPECT_EQ(needed.refused(mending(What::skip, "tax")), "repair.would_break");
  CaseBuilder read_with_care = failed("optional");
  read_with_care.act(mending(What::skip, "optional"));
  EXPECT_EQ(read_with_care.run("optional").status, RunStatus::skipped);
}

TEST(Repair, LeavesOutWhatHasNotBegun) {
  CaseBuilder one = begun();
  EXPECT_EQ(one.refused(mending(What::skip, "bank")), "repair.would_break");
  one.act(mending(What::skip, "check"));

  EXPECT_EQ(one.last(), (Words{"case_repaired", "step_skipped"}));
  one.done("tax", kPaid).done("bank", kPaid).done("loose", kPaid);
  one.done("optional", kPaid);
  EXPECT_EQ(one.status(), "granted");
}

TEST(Repair, ForgetsNoDoubtOverWhatIsLeftOut) {
  CaseBuilder one(
      "form: {company: text}\nsteps:\n"
      "  bank: {uses: tax/debit, with: {name: =form.company}}\n"
      "  check: {uses: window/review, with: {name: =form.company}}\n");
  one.submit(R"({"company":"店"})").fail("bank", Harm::possible);
  one.act(mending(What::skip, "bank")).act(WithdrawCase{"不办了"});

  const auto left = engine::in_force(one.definition(), one.state());
  ASSERT_EQ(left.size(), 1U);
  EXPECT_FALSE(left[0].is_certain);
}

TEST(Repair, RefusesWhatIsUnderWayReturnedOrOver) {
  CaseBuilder one = begun();
  for (const What what : {What::set, What::skip, What::redo})
    EXPECT_EQ(one.refused(what == What::set ? setting("loose", kPaid)
                                            : mending(what, "loose")),
              "repair.under_way");
  one.done("loose", kPaid);
  EXPECT_EQ(one.refused(mending(What::skip, "loose")),
            "repair.nothing_to_skip");
  EXPECT_EQ(one.refused(mending(What::redo, "check")), "repair.not_begun");
  one.answer("tax", testing::kNo);
  EXPECT_EQ(one.refused(mending(What::skip, "loose")), "repair.case_is_ending");
  CaseBuilder returned = begun();
  returned.answer("loose", R"({"returned":["缺"]})");
  for (const What what : {What::set, What::skip, What::redo})
    EXPECT_EQ(returned.refused(what == What::set ? setting("loose", kPaid)
                                                 : mending(what, "loose")),
              "repair.is_returned");
}

TEST(Repair, NamesStepsThatAreCloseAndRunsThatExist) {
  CaseBuilder one = failed();
  EXPECT_EQ(one.refused(mending(What::retry, "taxx")),
            "repair.unknown_step_close");
  EXPECT_EQ(one.refused(mending(What::retry, "zzzzzzzz")),
            "engine.unknown_step");
  RepairCase third = mending(What::retry, "tax");
  third.iteration = 2;
  EXPECT_EQ(one.refused(third), "repair.no_such_run");
}

constexpr const char* kList = R"(
form: {permits: {type: list, of: text}}
steps:
  permits: {uses: tax/permit, for_each: =form.permits, with: {code: =each}}
  last: {uses: tax/carry_over, with: {name: '=string(size(steps.permits))'}}
)";

TEST(Repair, MendsOneOfSeveralRuns) {
  CaseBuilder one(kList);
  one.submit(R"({"permits":["A","B","C"]})");
  one.done("permits", R"({"code":"A"})", 0);
  EXPECT_EQ(one.refused(setting("permits", R"({"code":"B"})")),
            "repair.which_run");
  AnswerCall dead = one.failure_of("permits");
  dead.run.iteration = 1;
  dead.key = one.run("permits", 1).key;
  dead.try_again = false;
  one.act(dead);
  RepairCase set = setting("permits", R"({"code":"B"})");
  set.iteration = 1;
  one.act(set);
  EXPECT_EQ(one.run("permits", 1).status, RunStatus::done);
  dead.run.iteration = 2;
  dead.key = one.run("permits", 2).key;
  one.act(dead);
  RepairCase skip = mending(What::skip, "permits");
  skip.iteration = 2;
  one.act(skip).act(AdvanceCase{});
  EXPECT_EQ(*one.run("last").input.find("name")->text(), "2");
}

TEST(Repair, DoesAStepAnewAndLooksAgainAtWhatComesAfter) {
  CaseBuilder one = begun();
  one.done("tax", kPaid).done("bank", kPaid).done("optional", kPaid);
  one.done("loose", kPaid);
  const std::string key = one.run("tax").key;
  one.act(mending(What::redo, "tax"));

  EXPECT_EQ(one.last(), (Words{"case_repaired", "step_reset"}));
  one.act(AdvanceCase{});
  EXPECT_EQ(one.run("tax").status, RunStatus::calling);
  EXPECT_NE(one.run("tax").key, key);
  one.done("tax", kPaid);
  // The same receipt as before: what used it stays.
  EXPECT_EQ(one.run("bank").status, RunStatus::done);
  EXPECT_EQ(one.run("bank").generation, 0);
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Repair, MovesACaseAmongTheStatesOfTheWorkflow) {
  CaseBuilder one = testing::appeal("none", "grant", true);
  RepairCase move = mending(What::move);
  move.state = "work";
  one.act(move);
  EXPECT_EQ(one.state().place, "work");
  one.act(AdvanceCase{});
  one.act(completion(one.open_task(), testing::kPassed));
  EXPECT_EQ(one.status(), "granted");
  CaseBuilder other = testing::appeal("none", "grant", true);
  move.state = "good";
  EXPECT_EQ(other.refused(move), "repair.state_ends");
  move.state = "first";
  EXPECT_EQ(other.refused(move), "repair.no_such_state");
  move.state = "nowhere";
  EXPECT_EQ(other.refused(move), "repair.no_such_state");
  EXPECT_EQ(begun().refused(move), "engine.no_states");
  other.act(SuspendCase{"等", "第一条"});
  move.state = "work";
  EXPECT_EQ(other.refused(move), "repair.stands_still");
}

TEST(Repair, EndsACaseAndTakesBackWhatWasDone) {
  CaseBuilder one(
      "form: {company: text}\nsteps:\n"
      "  open: {uses: tax/open, with: {name: =form.company}}\n"
      "  check: {uses: window/review, with: {name: =form.company}}\n");
  one.submit(R"({"company":"店"})").done("open", R"({"account":"A1"})");
  one.act(mending(What::cancel));
  EXPECT_EQ(one.status(), "undoing");
  EXPECT_EQ(one.refused(mending(What::cancel)), "engine.case_is_ending");
  one.done("undo.open", "{}");

  EXPECT_EQ(one.status(), "terminated");
  EXPECT_TRUE(one.state().compensated);
  EXPECT_EQ(one.state().reason, "说明");
}

TEST(Repair, MendsWhatTakesBack) {
  CaseBuilder one(
      "form: {company: text}\nsteps:\n"
      "  open: {uses: tax/open, with: {name: =form.company}}\n"
      "  check: {uses: window/review, with: {name: =form.company}}\n");
  one.submit(R"({"company":"店"})").done("open", R"({"account":"A1"})");
  EXPECT_EQ(one.refused(mending(What::retry, "undo.open")), "repair.not_begun");
  one.act(WithdrawCase{"不办了"}).fail("undo.open", Harm::possible);
  EXPECT_EQ(one.refused(mending(What::redo, "undo.open")),
            "repair.no_redo_of_undo");
  one.act(setting("undo.open", "{}"));

  EXPECT_EQ(one.status(), "withdrawn");
  EXPECT_TRUE(one.state().compensated);
}

TEST(Repair, ComesTooEarlyBeforeAnythingHasBegun) {
  CaseBuilder one(kWorkflow);
  one.alone().submit(R"({"company":"店"})");
  EXPECT_EQ(one.refused(mending(What::skip, "loose")), "repair.case_not_begun");
  EXPECT_EQ(testing::received().refused(mending(What::skip, "tax")),
            "repair.case_not_begun");
}

}  // namespace
}  // namespace onething
