// SPDX-License-Identifier: Apache-2.0
//
// Calls that fail, wait, are interrupted or leave their outcome unknown.

#include "engine/steps/retry_delay.h"

#include <gtest/gtest.h>

#include <set>

#include "support/case_builder.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::CaseBuilder;
using testing::ending;
using Words = std::vector<std::string>;
using Harm = CaseBuilder::Harm;

constexpr const char* kTwo = R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
)";

CaseBuilder submitted() {
  CaseBuilder one(kTwo);
  one.submit(R"({"company":"新店"})");
  return one;
}

TEST(Retry, WaitsAndTriesAgainWithTheSameKeyAndTheSameBytes) {
  CaseBuilder one = submitted();
  const engine::RunState before = one.run("tax");
  one.fail("tax");
  EXPECT_EQ(one.last(), Words{"call_failed"});
  const auto owed = engine::pending_effects(one.definition(), one.state());
  ASSERT_TRUE(owed.wake_at);
  EXPECT_LT(one.now(), *owed.wake_at);
  one.act(AdvanceCase{});
  EXPECT_TRUE(one.last().empty()) << "too early";
  one.after(Duration{1, 0}).act(AdvanceCase{});
  EXPECT_EQ(one.last(), Words{"call_retried"});
  EXPECT_EQ(one.run("tax").attempt, 2);
  EXPECT_EQ(one.run("tax").key, before.key);
  EXPECT_EQ(engine::request_of(one.run("tax")), engine::request_of(before));
}

TEST(Retry, GivesUpAfterTheLastAttemptAndAsksTheFallbackTeam) {
  CaseBuilder one = submitted();
  for (int i = 1; i < 6; ++i)
    one.fail("tax").after(Duration{60, 0}).act(AdvanceCase{});
  EXPECT_EQ(one.run("tax").attempt, 6);
  one.fail("tax");
  EXPECT_EQ(one.last(), (Words{"call_failed", "step_failed", "task_opened"}));
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
  EXPECT_EQ(one.run("tax").failure, "engine.no_answer");
}

TEST(Retry, OrderedByAPersonCountsAnewUnderTheSameKey) {
  CaseBuilder one = submitted();
  AnswerCall hopeless = one.failure_of("tax");
  hopeless.try_again = false;
  one.act(hopeless);
  const std::string key = one.run("tax").key;
  one.act(ending(one.task_of("tax"), EndTask::How::retry));
  EXPECT_EQ(one.last(),
            (Words{"task_closed", "retry_ordered", "call_retried"}));
  EXPECT_EQ(one.run("tax").attempt, 2);
  EXPECT_EQ(one.run("tax").key, key);
  for (int i = 1; i < 6; ++i)
    one.fail("tax").after(Duration{60, 0}).act(AdvanceCase{});
  EXPECT_EQ(one.run("tax").attempt, 7);
  one.fail("tax");
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
}

TEST(Retry, KeepsToWhatTheDepartmentAsksFor) {
  CaseBuilder one = submitted();
  AnswerCall busy = one.failure_of("tax");
  busy.retry_after = Duration{90, 0};
  one.act(busy);
  EXPECT_EQ(*one.run("tax").retry_at, one.now() + (Duration{90, 0}));
  AnswerCall absurd = submitted().failure_of("tax");
  absurd.retry_after = Duration{INT64_MAX / 2, 0};
  CaseBuilder other = submitted();
  other.act(absurd);
  EXPECT_EQ(*other.run("tax").retry_at, other.now() + (Duration{86'400, 0}));
}

TEST(Retry, OfAFailureThatIsKnownAlreadyChangesNothing) {
  CaseBuilder one = submitted();
  const AnswerCall failure = one.failure_of("tax");
  one.act(failure);
  one.act(failure);
  EXPECT_TRUE(one.last().empty());
}

TEST(Retry, SpreadsDelaysBetweenHalfAndWhole) {
  const engine::RetryPolicy policy;
  std::set<std::int64_t> seen;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Duration delay = engine::retry_delay(policy, seed, "key", 3, 3);
    const std::int64_t ms = delay.seconds * 1'000 + delay.nanos / 1'000'000;
    EXPECT_GE(ms, 400);
    EXPECT_LE(ms, 800);
    seen.insert(ms);
  }
  EXPECT_GT(seen.size(), 20U);
  EXPECT_LE(engine::retry_delay(policy, 1, "key", 60, 60), (Duration{30, 0}));
}

TEST(Unknown, OutcomesAreSentAgainWhereTheDepartmentHonoursTheKey) {
  CaseBuilder one = submitted();
  one.fail("tax", Harm::possible);
  EXPECT_EQ(one.run("tax").status, RunStatus::retrying);
}

TEST(Unknown, OutcomesGoToAPersonWhereItDoesNot) {
  CaseBuilder one = submitted();
  one.fail("bank", Harm::possible);
  EXPECT_EQ(one.last(), (Words{"call_failed", "step_failed", "task_opened"}));
  EXPECT_EQ(one.run("bank").failure, "engine.outcome_unknown");
  EXPECT_TRUE(one.run("bank").details.find("problem"));
}

TEST(Unknown, IsNotWhatCertainlyDidNotHappen) {
  CaseBuilder one = submitted();
  one.fail("bank", Harm::none);
  EXPECT_EQ(one.run("bank").status, RunStatus::retrying);
}

TEST(Answers, ThatNobodyCanUseSayNothingNewTheSecondTime) {
  CaseBuilder one = submitted();
  for (const char* document : {R"({"done":{}})", R"({"returned":[]})",
                               R"({"done":{},"refused":{}})"}) {
    SCOPED_TRACE(document);
    one.answer("bank", document);
    EXPECT_EQ(one.last().back(), "task_opened");
    const std::string task = one.task_of("bank");
    one.act(ClaimTask{task});

    one.answer("bank", document);

    EXPECT_TRUE(one.last().empty());
    EXPECT_EQ(one.task_of("bank"), task);
  }
  one.done("bank", R"({"receipt":"R"})");
  EXPECT_EQ(one.run("bank").status, RunStatus::done);
}

TEST(Interruption, SendsAgainAtOnceAndIsRecorded) {
  CaseBuilder one = submitted();
  one.interrupt("tax");
  EXPECT_EQ(one.last(), (Words{"call_failed", "call_retried"}));
  EXPECT_EQ(one.run("tax").status, RunStatus::calling);
  EXPECT_EQ(one.run("tax").attempt, 2);
  one.act(InterruptCall{{"tax", 0}, 1});
  EXPECT_TRUE(one.last().empty()) << "of an attempt that is over";
}

TEST(Interruption, GoesToAPersonWhereTheDepartmentMayActTwice) {
  CaseBuilder one = submitted();
  one.interrupt("bank");
  EXPECT_EQ(one.last(), (Words{"call_failed", "step_failed", "task_opened"}));
}

TEST(Interruption, AgainAndAgainEndsWithThePerson) {
  CaseBuilder one = submitted();
  for (int i = 0; i < 6; ++i) one.interrupt("tax");
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
}

TEST(Effects, AreTheCallsUnderWayAndTheEarliestRetry) {
  CaseBuilder one = submitted();
  auto owed = engine::pending_effects(one.definition(), one.state());
  ASSERT_EQ(owed.calls.size(), 2U);
  EXPECT_EQ(owed.calls[0].run, (RunName{"tax", 0}));
  EXPECT_EQ(owed.calls[0].key, one.run("tax").key);
  EXPECT_FALSE(owed.retry_at);
  one.fail("tax");
  owed = engine::pending_effects(one.definition(), one.state());
  EXPECT_EQ(owed.calls.size(), 1U);
  EXPECT_EQ(owed.wake_at, one.run("tax").retry_at);
}

TEST(Effects, FillTheAddressAndCarryTheFrozenBytes) {
  CaseBuilder one(R"(
form: {uscc: text, company: text}
steps:
  register:
    uses: market/register
    with: {uscc: =form.uscc, name: =form.company}
)");
  one.submit(R"({"uscc":"U 1/甲","company":"新店"})");
  const auto owed = engine::pending_effects(one.definition(), one.state());
  const engine::CallText text =
      engine::call_text(one.definition(), one.state(), owed.calls.at(0));
  EXPECT_EQ(text.service, "market/register");
  EXPECT_EQ(text.department, "market");
  EXPECT_EQ(text.method, "PUT");
  EXPECT_EQ(text.path, "/businesses/U%201%2F%E7%94%B2");
  EXPECT_EQ(text.body, R"({"name":"新店","uscc":"U 1/甲"})");
}

TEST(Effects, GoToTheServicesOwnNameWhereTheContractSaysNothing) {
  CaseBuilder one = submitted();
  const auto owed = engine::pending_effects(one.definition(), one.state());
  const engine::CallText text =
      engine::call_text(one.definition(), one.state(), owed.calls.at(0));
  EXPECT_EQ(text.method, "POST");
  EXPECT_EQ(text.path, "/carry_over");
}

}  // namespace
}  // namespace onething
