// SPDX-License-Identifier: Apache-2.0
//
// Calls that are not answered at once: asked with growing intervals, called
// back, or told to a person when the promised day has passed.

#include "engine/steps/queries.h"

#include <gtest/gtest.h>

#include "support/case_builder.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::json;
using Harm = CaseBuilder::Harm;
using How = EndTask::How;
using Words = std::vector<std::string>;

constexpr const char* kPending = R"({"pending":{}})";
constexpr const char* kDone = R"({"done":{"receipt":"R"}})";

CaseBuilder called(const char* service) {
  CaseBuilder one(
      std::string("\nform: {company: text}\nsteps:\n  step: {uses: tax/") +
      service + ", with: {name: =form.company}}\n");
  one.submit(R"({"company":"新 店"})");
  return one;
}

AnswerCall reply(const CaseBuilder& one, std::string_view document) {
  AnswerCall answer = one.answer_of("step", document);
  answer.key = engine::query_key(answer.key);
  answer.attempt = one.run("step").queries;
  return answer;
}

AnswerCall silence(const CaseBuilder& one) {
  AnswerCall answer = reply(one, "null");
  answer.document.reset();
  answer.failure = {"engine.no_answer", {}};
  return answer;
}

// Goes on until the question is asked.
CaseBuilder& ask(CaseBuilder& one) {
  const auto owed = engine::pending_effects(one.definition(), one.state());
  EXPECT_TRUE(owed.wake_at);
  if (owed.wake_at) one.on(to_text(*owed.wake_at)).act(AdvanceCase{});
  EXPECT_EQ(one.run("step").status, RunStatus::querying);
  return one;
}

TEST(Pending, IsAskedUntilItHasAnAnswer) {
  CaseBuilder one = called("assess");
  one.answer("step", kPending);
  EXPECT_EQ(one.last(), Words{"call_pending"});

  ask(one);
  const auto owed = engine::pending_effects(one.definition(), one.state());
  ASSERT_EQ(owed.calls.size(), 1U);
  EXPECT_TRUE(owed.calls[0].is_query);
  const engine::CallText text =
      engine::call_text(one.definition(), one.state(), owed.calls[0]);
  EXPECT_EQ(text.method, "GET");
  EXPECT_EQ(text.path,
            "/assess/" + one.run("step").key + "?name=%E6%96%B0%20%E5%BA%97");
  one.act(reply(one, kPending));
  ask(one);
  one.act(reply(one, kDone));

  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(one.run("step").queries, 2);
}

TEST(Pending, IsAskedLessAndLessOften) {
  CaseBuilder one = called("assess");
  one.answer("step", kPending);
  Duration longest{};
  for (int i = 0; i < 30; ++i) {
    const Instant before = one.now();
    ask(one);
    longest = std::max(longest, one.now() - before);
    one.act(reply(one, kPending));
  }
  EXPECT_GT(longest, (Duration{1'200, 0}));
  EXPECT_LE(longest, (Duration{3'600, 0}));
}

TEST(Pending, IsAnsweredByWhoeverCallsBackEarlyOrTwice) {
  CaseBuilder one = called("survey");
  AnswerCall callback;
  callback.key = one.run("step").key;
  callback.document = json(kDone);
  CaseBuilder early = one;
  EXPECT_EQ(early.act(callback).status(), "granted") << "before it said so";

  one.answer("step", kPending);
  EXPECT_FALSE(
      engine::pending_effects(one.definition(), one.state()).calls.size());
  one.act(callback);
  EXPECT_EQ(one.status(), "granted");
  one.act(callback);
  EXPECT_TRUE(one.last().empty());
}

TEST(Pending, SaidTwiceIsTriedAgainOnlyOnceWhereNothingWasAgreed) {
  CaseBuilder one = called("carry_over");
  one.answer("step", kPending);
  EXPECT_EQ(one.last(), Words{"call_failed"});
  const auto retry_at = one.run("step").retry_at;

  one.after(Duration{0, 1'000'000}).answer("step", kPending);

  EXPECT_TRUE(one.last().empty());
  EXPECT_EQ(one.run("step").retry_at, retry_at);
}

TEST(Pending, WithAKeyThatNobodyKnowsIsRefused) {
  CaseBuilder one = called("survey");
  AnswerCall callback;
  callback.key = "never";
  callback.document = json(kDone);
  EXPECT_EQ(one.refused(callback), "engine.unknown_key");
}

TEST(Pending, IsToldToAPersonAfterThePromisedDay) {
  CaseBuilder one = called("survey");
  one.answer("step", kPending);
  EXPECT_EQ(*engine::pending_effects(one.definition(), one.state()).wake_at,
            start_of(*parse_date("2026-03-06")));

  one.on("2026-03-06T09:00").act(AdvanceCase{});
  EXPECT_EQ(one.last(), (Words{"call_overdue", "task_opened"}));
  EXPECT_EQ(one.open_tasks().at(0).kind, "overdue");
  EXPECT_EQ(one.run("step").status, RunStatus::pending);
  EXPECT_EQ(one.refused(ending(one.open_task(), How::retry)),
            "engine.nothing_to_ask");
  one.act(AdvanceCase{});
  EXPECT_TRUE(one.last().empty()) << "once";
  AnswerCall callback = one.answer_of("step", kDone);
  one.act(callback);
  EXPECT_EQ(one.status(), "granted");
  EXPECT_TRUE(one.open_tasks().empty());
}

// What was laid down for us makes no sense (folders of exchange): as good as no
// answer to a call that may have been executed.
TEST(Pending, WithAnAnswerThatNobodyCanReadGoesByOnUnknown) {
  CaseBuilder ask = called("survey");
  ask.answer("step", kPending).fail("step", Harm::possible);
  EXPECT_EQ(ask.last(), (Words{"call_failed", "step_failed", "task_opened"}));
  EXPECT_EQ(ask.open_tasks().at(0).kind, "unknown");
  ask.act(ask.answer_of("step", kDone));
  EXPECT_EQ(ask.status(), "granted") << "it may answer after all";

  CaseBuilder query = called("assess");
  query.answer("step", kPending).fail("step", Harm::possible);
  EXPECT_EQ(query.last(), (Words{"call_failed", "call_pending"}));
}

TEST(Pending, ThatIsOverdueCanBeFinishedByHand) {
  CaseBuilder one = called("assess");
  one.answer("step", kPending).on("2026-03-06T09:00").act(AdvanceCase{});
  one.act(completion(one.open_task(), R"({"receipt":"R"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Query, FindsOutWhatNoAnswerLeftOpen) {
  CaseBuilder one = called("assess");
  one.fail("step", Harm::possible);
  EXPECT_EQ(one.last(), (Words{"call_failed", "call_pending"}));
  ask(one);
  one.act(reply(one, kDone));
  EXPECT_EQ(one.status(), "granted");
  EXPECT_TRUE(one.open_tasks().empty());
}

TEST(Query, ThatKnowsNothingHasTheCallMadeAgainUnderItsKey) {
  CaseBuilder one = called("assess");
  const std::string key = one.run("step").key;
  one.fail("step", Harm::possible);
  ask(one);
  one.act(reply(one, R"({"unknown":{}})"));
  EXPECT_EQ(one.last(), Words{"call_failed"});
  EXPECT_FALSE(one.run("step").may_have_acted);
  one.after(Duration{60, 0}).act(AdvanceCase{});
  EXPECT_EQ(one.run("step").status, RunStatus::calling);
  EXPECT_EQ(one.run("step").key, key);
  EXPECT_EQ(one.run("step").attempt, 2);
}

TEST(Query, ThatFailsForGoodAsksAPerson) {
  CaseBuilder one = called("assess");
  one.fail("step", Harm::possible);
  int questions = 0;
  while (one.open_tasks().empty() && questions < 50) {
    ask(one);
    one.act(silence(one));
    ++questions;
  }
  EXPECT_EQ(questions, 6);
  EXPECT_EQ(one.open_tasks().at(0).kind, "unknown");
  CaseBuilder late = one;
  late.act(late.answer_of("step", kDone));
  EXPECT_EQ(late.status(), "granted") << "it has called back after all";
  one.act(completion(one.open_task(), R"({"receipt":"R"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Query, ThatWasInterruptedIsAskedAgain) {
  CaseBuilder one = called("assess");
  one.answer("step", kPending);
  ask(one);
  one.act(InterruptCall{{"step", 0}, 1}).act(AdvanceCase{});
  EXPECT_EQ(one.run("step").status, RunStatus::querying);
  EXPECT_EQ(one.run("step").queries, 2);
}

TEST(Pending, IsWaitedForBeforeAWithdrawnCaseEnds) {
  CaseBuilder one = called("assess");
  one.answer("step", kPending).act(WithdrawCase{"不办了"});
  EXPECT_EQ(one.status(), "processing");
  ask(one);
  one.act(reply(one, kDone));
  EXPECT_EQ(one.status(), "withdrawn");
}

}  // namespace
}  // namespace onething
