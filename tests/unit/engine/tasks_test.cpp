// SPDX-License-Identifier: Apache-2.0
//
// What people do in a case: the work of a service, and mending what failed.

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
using How = EndTask::How;

constexpr const char* kReview = R"(
form: {company: text}
steps:
  check: {uses: window/review, with: {name: =form.company}}
)";

CaseBuilder submitted(const char* workflow = kReview) {
  CaseBuilder one(workflow);
  one.submit(R"({"company":"新店"})");
  return one;
}

TEST(WorkTask, IsOpenedForTheDepartmentAndRoleWithItsLimit) {
  CaseBuilder one = submitted();
  EXPECT_EQ(one.last(), (Words{"case_received", "case_accepted", "step_started",
                               "task_opened", "clock_started"}));
  const engine::TaskState task = one.open_tasks().at(0);
  EXPECT_EQ(task.kind, "work");
  EXPECT_EQ(task.department, "window");
  EXPECT_EQ(task.role, "审查员");
  EXPECT_EQ(to_text(*task.due), "2026-03-05");
  EXPECT_TRUE(
      engine::pending_effects(one.definition(), one.state()).calls.empty());
}

TEST(WorkTask, IsClaimedByOneAndTheOtherIsTold) {
  CaseBuilder one = submitted();
  const std::string task = one.open_task();
  one.as("甲示例").act(ClaimTask{task});
  EXPECT_EQ(one.last(), Words{"task_claimed"});
  one.act(ClaimTask{task});
  EXPECT_TRUE(one.last().empty()) << "claimed by the same person again";
  one.as("乙示例");
  engine::Decision decision = one.decide(ClaimTask{task});
  EXPECT_NE(
      testing::text_of(std::get<Rejection>(decision).message).find("甲示例"),
      std::string::npos);
  EXPECT_EQ(one.refused(completion(task, R"({"result":"过"})")),
            "engine.task_claimed");
  one.as("甲示例").act(completion(task, R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(WorkTask, IsCompletedWithWhatTheContractAsksFor) {
  CaseBuilder one = submitted();
  const std::string task = one.open_task();
  EXPECT_EQ(one.refused(completion(task, "{}")), "engine.output_has_defects");
  engine::Decision decision = one.decide(completion(task, "{}"));
  EXPECT_EQ(std::get<Rejection>(decision).defects.at(0).field, "result");
  one.act(completion(task, R"({"result":"过"})"));
  EXPECT_EQ(one.last(), (Words{"task_closed", "step_done", "case_granted"}));
  EXPECT_EQ(one.refused(completion(task, R"({"result":"过"})")),
            "engine.task_closed");
}

TEST(WorkTask, GivenBackNeedsToSayWhatIsWrong) {
  CaseBuilder one = submitted();
  const std::string task = one.open_task();
  EXPECT_EQ(one.refused(ending(task, How::give_back)),
            "engine.give_back_needs_defects");
  one.act(give_back(task, "名称不合规"));
  EXPECT_EQ(one.last(),
            (Words{"task_closed", "step_returned", "correction_requested"}));
  EXPECT_EQ(one.state().notice.at(0).problem, "名称不合规");
}

TEST(WorkTask, RefusedNeedsAReasonAndTakesTheBasisOfTheService) {
  CaseBuilder one = submitted();
  EndTask wish = ending(one.open_task(), How::refuse);
  wish.reason = "";
  EXPECT_EQ(one.refused(wish), "engine.refusal_needs_reason");
  wish.reason = "不符合条件";
  wish.remedies = {"行政复议"};
  one.act(wish);
  EXPECT_EQ(one.status(), "denied");
  EXPECT_EQ(one.state().basis, "审查规定第二条");
}

TEST(WorkTask, IsNeitherRetriedNorSkipped) {
  CaseBuilder one = submitted();
  EXPECT_EQ(one.refused(ending(one.open_task(), How::retry)),
            "engine.only_for_fallback");
  EXPECT_EQ(one.refused(ending(one.open_task(), How::skip)),
            "engine.only_for_fallback");
}

TEST(Tasks, ThatDoNotExistOrAreClosedAreRefused) {
  CaseBuilder one = submitted(R"(
form: {company: text}
steps:
  check: {uses: window/review, with: {name: =form.company}}
  tax: {uses: tax/carry_over, after: [check], with: {name: =form.company}}
)");
  const std::string task = one.open_task();
  EXPECT_EQ(one.refused(ClaimTask{"nowhere"}), "engine.unknown_task");
  EXPECT_EQ(one.refused(ending("nowhere", How::complete)),
            "engine.unknown_task");
  one.act(completion(task, R"({"result":"过"})"));
  EXPECT_EQ(one.refused(ClaimTask{task}), "engine.task_closed");
  EXPECT_EQ(one.refused(completion(task, R"({"result":"过"})")),
            "engine.task_closed");
}

constexpr const char* kFallback = R"(
form: {company: text}
fallback: {department: window, role: 帮办}
steps:
  tax: {uses: tax/carry_over, may_skip: true, with: {name: =form.company}}
  bank:
    uses: tax/debit
    with: {name: =form.company}
    keep: {receipt: =form.company}
)";

CaseBuilder failed() {
  CaseBuilder one(kFallback);
  one.submit(R"({"company":"新店"})");
  for (const char* step : {"tax", "bank"}) {
    AnswerCall hopeless = one.failure_of(step);
    hopeless.try_again = false;
    one.act(hopeless);
  }
  return one;
}

TEST(FallbackTask, GoesToTheTeamThatTheWorkflowNames) {
  CaseBuilder one = failed();
  EXPECT_EQ(one.open_tasks().at(0).department, "window");
  EXPECT_EQ(one.open_tasks().at(0).role, "帮办");
}

TEST(FallbackTask, GoesToTheOfficeOfTheStepWhereItNamesOne) {
  CaseBuilder one(R"(
form: {company: text}
fallback: {department: window, role: 帮办}
steps:
  tax:
    uses: tax/carry_over
    with: {name: =form.company}
    fallback: {department: tax, role: 督办}
)");
  one.submit(R"({"company":"新店"})");
  AnswerCall hopeless = one.failure_of("tax");
  hopeless.try_again = false;
  one.act(hopeless);
  EXPECT_EQ(one.open_tasks().at(0).department, "tax");
  EXPECT_EQ(one.open_tasks().at(0).role, "督办");
}

TEST(FallbackTask, IsMendedOnlyWithAReason) {
  CaseBuilder one = failed();
  for (const How how : {How::retry, How::skip, How::complete, How::refuse}) {
    EndTask silent = ending(one.task_of("tax"), how);
    silent.output = json(R"({"receipt":"R"})");
    silent.reason.clear();
    EXPECT_EQ(one.refused(silent), "engine.fallback_needs_reason");
  }
}

// on_unknown: ask
CaseBuilder unknown() {
  CaseBuilder one(kFallback);
  one.submit(R"({"company":"新店"})");
  one.done("tax", R"({"receipt":"T"})");
  one.fail("bank", CaseBuilder::Harm::possible);
  EXPECT_EQ(one.open_tasks().at(0).kind, "unknown");
  return one;
}

TEST(UnknownTask, SaysThatItHappenedAndWhatCameOfIt) {
  CaseBuilder one = unknown();
  one.act(completion(one.open_task(), R"({"receipt":"新店"})"));
  EXPECT_EQ(one.status(), "granted");
  EXPECT_FALSE(one.run("bank").may_have_acted);
}

TEST(UnknownTask, SaysThatItDidNotHappenAndHasItDoneAsANewAct) {
  CaseBuilder one = unknown();
  const std::string key = one.run("bank").key;
  const std::string request = engine::request_of(one.run("bank"));
  one.act(ending(one.open_task(), How::retry));
  EXPECT_EQ(one.last(), (Words{"task_closed", "run_renewed", "call_retried"}));
  EXPECT_NE(one.run("bank").key, key);
  EXPECT_EQ(one.run("bank").generation, 1);
  EXPECT_EQ(engine::request_of(one.run("bank")), request);
  AnswerCall late = one.answer_of("bank", R"({"done":{"receipt":"新店"}})");
  late.key = key;
  one.act(late);
  EXPECT_TRUE(one.last().empty()) << "of the act that never was";
  one.done("bank", R"({"receipt":"新店"})");
  EXPECT_EQ(one.status(), "granted");
}

TEST(UnknownTask, RefusedLeavesInDoubtWhatWasDone) {
  CaseBuilder one = unknown();
  one.act(ending(one.open_task(), How::refuse));
  EXPECT_EQ(one.status(), "denied");
  EXPECT_TRUE(one.run("bank").may_have_acted);
}

TEST(FallbackTask, IsSkippedOnlyWhereTheWorkflowAllowsIt) {
  CaseBuilder one = failed();
  EXPECT_EQ(one.refused(ending(one.task_of("bank"), How::skip)),
            "engine.may_not_skip");
  one.act(ending(one.task_of("tax"), How::skip));
  EXPECT_EQ(one.last(), (Words{"task_closed", "step_skipped"}));
  EXPECT_TRUE(one.step("tax").is_settled());
}

TEST(FallbackTask, IsNotReturnedToTheApplicant) {
  CaseBuilder one = failed();
  EXPECT_EQ(one.refused(give_back(one.task_of("tax"), "缺")),
            "engine.only_for_work");
}

TEST(FallbackTask, IsCompletedOnlyWithWhatWasPromised) {
  CaseBuilder one = failed();
  EXPECT_EQ(one.refused(completion(one.task_of("bank"), R"({"receipt":"R"})")),
            "engine.output_has_defects");
  one.act(completion(one.task_of("bank"), R"({"receipt":"新店"})"));
  EXPECT_EQ(one.run("bank").status, RunStatus::done);
}

TEST(FallbackTask, RefusedEndsTheCaseAndClosesTheOthers) {
  CaseBuilder one = failed();
  one.act(ending(one.task_of("bank"), How::refuse));
  EXPECT_EQ(one.last(), (Words{"task_closed", "step_refused", "task_closed",
                               "case_denied"}));
}

}  // namespace
}  // namespace onething
