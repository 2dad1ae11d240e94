// SPDX-License-Identifier: Apache-2.0
//
// What each step may say for itself: how it is tried again, and what follows
// when it failed, or was returned.

#include <gtest/gtest.h>

#include <string>

#include "support/case_builder.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::CaseBuilder;
using testing::ending;
using testing::json;
using How = EndTask::How;
using Words = std::vector<std::string>;
using Harm = CaseBuilder::Harm;

std::string flow(const std::string& more) {
  return R"(
form: {company: text}
steps:
  tax:
    uses: tax/carry_over
    with: {name: =form.company}
)" + more +
         R"(  bank: {uses: tax/debit, with: {name: =form.company}}
)";
}

CaseBuilder submitted(const std::string& more) {
  CaseBuilder one(flow(more));
  one.submit(R"({"company":"新店"})");
  return one;
}

// Until nothing is tried any more.
void fail_for_good(CaseBuilder& one, int attempts) {
  for (int i = 1; i < attempts; ++i)
    one.fail("tax").after(Duration{3600, 0}).act(AdvanceCase{});
  one.fail("tax");
}

TEST(OwnRetry, CountsItsOwnAttempts) {
  CaseBuilder one = submitted("    retry: {attempts: 2}\n");
  one.fail("tax");
  EXPECT_EQ(one.run("tax").status, RunStatus::retrying);
  one.after(Duration{3600, 0}).act(AdvanceCase{});
  one.fail("tax");
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
}

TEST(OwnRetry, WaitsAsLongAsItSays) {
  CaseBuilder one =
      submitted("    retry: {attempts: 3, first: 10min, longest: 10min}\n");
  one.fail("tax");
  const Duration wait = *one.run("tax").retry_at - one.now();
  EXPECT_GE(wait, (Duration{300, 0}));
  EXPECT_LE(wait, (Duration{600, 0}));
}

TEST(OwnRetry, OfTheWorkflowHoldsWhereNobodySaysMore) {
  CaseBuilder one(
      "\nretry: {attempts: 1}\nform: {company: text}\nsteps:\n"
      "  tax: {uses: tax/carry_over, with: {name: =form.company}}\n"
      "  bank: {uses: tax/debit, with: {name: =form.company}, "
      "retry: {attempts: 2}}\n");
  one.submit(R"({"company":"新店"})");
  one.fail("tax").fail("bank");
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
  EXPECT_EQ(one.run("bank").status, RunStatus::retrying);
}

TEST(OnFailed, SkipLeavesItOutWhenNothingWasDone) {
  CaseBuilder one =
      submitted("    retry: {attempts: 2}\n    on_failed: skip\n");
  fail_for_good(one, 2);
  EXPECT_EQ(one.last(), (Words{"call_failed", "step_skipped"}));
  EXPECT_EQ(one.run("tax").status, RunStatus::skipped);
}

TEST(OnFailed, RefuseEndsTheCaseWithTheReason) {
  CaseBuilder one =
      submitted("    retry: {attempts: 1}\n    on_failed: refuse\n");
  one.done("bank", R"({"receipt":"R"})");
  one.fail("tax");
  EXPECT_EQ(one.state().denied_by, "tax");
  EXPECT_NE(one.state().reason, "");
}

TEST(OnFailed, AsksAPersonWhereSomethingMayHaveBeenDone) {
  CaseBuilder one =
      submitted("    retry: {attempts: 2}\n    on_failed: skip\n");
  one.fail("tax", Harm::possible).after(Duration{3600, 0}).act(AdvanceCase{});
  one.fail("tax");
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
}

// A person's work fails as a department's does.
TEST(OnFailed, IsAskedWhenAPersonSaysThatItCouldNotBeDone) {
  const auto reported = [](const char* on_failed) {
    CaseBuilder one(std::string(R"(
form: {company: text}
steps:
  check:
    uses: window/review
    with: {name: =form.company}
)") + on_failed);
    one.submit(R"({"company":"店"})");
    EndTask broken = ending(one.open_task(), How::fail);
    broken.reason.clear();
    EXPECT_EQ(one.refused(broken), "engine.needs_reason");
    broken.reason = "高拍仪坏了";
    one.act(broken);
    return one;
  };

  CaseBuilder asked = reported("");
  EXPECT_EQ(asked.run("check").status, RunStatus::fallback);
  EXPECT_EQ(asked.run("check").failure, "engine.person_failed");
  EndTask again = ending(asked.task_of("check"), How::fail);
  again.reason = "还是坏的";
  EXPECT_EQ(asked.refused(again), "engine.only_work_fails");
  again.how = How::retry;
  asked.act(again);
  EXPECT_EQ(asked.run("check").status, RunStatus::with_person);

  CaseBuilder skipped = reported("    on_failed: skip\n");
  EXPECT_EQ(skipped.run("check").status, RunStatus::skipped);
  EXPECT_EQ(skipped.status(), "granted");
  CaseBuilder refused = reported("    on_failed: refuse\n");
  EXPECT_EQ(refused.state().denied_by, "check");
  EXPECT_NE(refused.state().reason.find("高拍仪坏了"), std::string::npos);
}

TEST(OnReturned, FallbackAsksTheTeamAndNotTheApplicant) {
  CaseBuilder one = submitted("    on_returned: fallback\n");
  one.done("bank", R"({"receipt":"R"})");
  one.answer("tax", R"({"returned":[{"field":"company","problem":"重名"}]})");
  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
  EXPECT_EQ(one.run("tax").failure, "engine.returned_problems");

  // Under the same key the department would say the same again.
  const std::string before = one.run("tax").key;
  EndTask again = ending(one.task_of("tax"), How::retry);
  again.reason = "已经改了名称";
  one.act(again);
  EXPECT_NE(one.run("tax").key, before);
}

TEST(OnReturned, RefuseCountsAsARefusal) {
  CaseBuilder one = submitted("    on_returned: refuse\n");
  one.done("bank", R"({"receipt":"R"})");
  one.answer("tax", R"({"returned":[{"field":"company","problem":"重名"}]})");
  EXPECT_EQ(one.state().denied_by, "tax");
  EXPECT_NE(one.state().reason.find("重名"), std::string::npos);
}

}  // namespace
}  // namespace onething
