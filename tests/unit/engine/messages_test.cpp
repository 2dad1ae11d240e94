// SPDX-License-Identifier: Apache-2.0
//
// Messages from departments: which run they are for, early ones, twice the
// same.

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
using How = EndTask::How;
using Words = std::vector<std::string>;

constexpr const char* kDrawing = R"(
form: {company: text, more: text}
steps:
  gate: {uses: window/review, with: {name: =form.more}}
  drawing: {uses: tax/confirmed, after: [gate], with: {company: =form.company}}
outcome: {number: =steps.drawing.number}
)";
constexpr const char* kResult = R"({"result":"过"})";

GiveMessage message(const std::string& company, const std::string& number) {
  return {"tax/confirmed", json(R"({"company":")" + company +
                                R"(","number":")" + number + R"("})")};
}

CaseBuilder waiting() {
  CaseBuilder one(kDrawing);
  one.submit(R"({"company":"店","more":"一"})");
  one.act(completion(one.open_task(), kResult));
  return one;
}

TEST(Messages, AreTakenByTheRunThatWaitsForThem) {
  CaseBuilder one = waiting();
  EXPECT_EQ(one.run("drawing").status, RunStatus::expecting);
  const auto owed = engine::pending_effects(one.definition(), one.state());
  ASSERT_EQ(owed.messages.size(), 1U);
  EXPECT_TRUE(owed.calls.empty());
  EXPECT_EQ(owed.messages[0].correlation,
            engine::correlation_in(one.definition(), message("店", "N1")));

  one.act(message("店", "N1"));
  EXPECT_EQ(one.last(), (Words{"message_taken", "step_done", "case_granted"}));
  EXPECT_EQ(*one.state().outcome.find("number"), Value("N1"));
  one.act(message("店", "N1"));
  EXPECT_TRUE(one.last().empty());
}

// A step that waits again cannot tell a second message from the first one sent
// twice, unless the sender numbers them.
TEST(Messages, AreToldApartByTheNumbersOfTheirSender) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  drawing:
    uses: tax/confirmed
    with: {company: =form.company}
    while: steps.drawing.number != "N9"
    at_most: 5
outcome: {number: =steps.drawing.number}
)");
  one.submit(R"({"company":"店"})");
  const auto numbered = [](const std::string& number, const std::string& told) {
    GiveMessage it = message("店", told);
    it.number = number;
    return it;
  };
  one.act(numbered("1", "N1"));
  EXPECT_EQ(one.last().front(), "message_taken");
  one.act(numbered("1", "N1"));
  EXPECT_TRUE(one.last().empty());
  EXPECT_EQ(one.refused(numbered("1", "N2")), "engine.message_number_used");
  one.act(numbered("2", "N1"));
  EXPECT_EQ(one.last().front(), "message_taken");
  one.act(message("店", "N1"));
  EXPECT_EQ(one.last().front(), "message_taken");
  one.act(message("店", "N1"));
  EXPECT_TRUE(one.last().empty());
  EXPECT_EQ(one.status(), "processing");
  one.act(numbered("3", "N9"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Messages, ThatComeEarlyAreKeptAndUsed) {
  CaseBuilder one(kDrawing);
  one.submit(R"({"company":"店","more":"一"})").act(message("店", "N1"));
  EXPECT_EQ(one.last(), (Words{"message_kept"}));
  one.act(message("店", "N1"));
  EXPECT_TRUE(one.last().empty());

  one.act(completion(one.open_task(), kResult));
  EXPECT_EQ(one.status(), "granted");
  EXPECT_TRUE(one.state().messages.empty());
}

TEST(Messages, OfOthersAreNotTaken) {
  CaseBuilder one = waiting();
  one.act(message("别家", "N9"));
  EXPECT_EQ(one.last(), (Words{"message_kept"}));
  EXPECT_EQ(one.run("drawing").status, RunStatus::expecting);
}

TEST(Messages, MustFitTheContract) {
  const CaseBuilder one = waiting();
  EXPECT_EQ(
      one.refused(GiveMessage{"tax/confirmed", json(R"({"company":"店"})")}),
      "engine.message_has_defects");
  EXPECT_EQ(one.refused(GiveMessage{
                "tax/confirmed",
                json(R"({"company":"店","number":"N","other":"x"})")}),
            "engine.message_has_defects");
  EXPECT_EQ(one.refused(GiveMessage{"tax/permit", json("{}")}),
            "engine.message_not_expected");
  EXPECT_EQ(one.refused(GiveMessage{"tax/confirmed", Value()}),
            "engine.message_has_defects");
}

TEST(Messages, ThatNobodyWaitsForAreBounded) {
  CaseBuilder one = waiting();
  for (int i = 0; i < 100; ++i) one.act(message("别家", std::to_string(i)));
  EXPECT_EQ(one.refused(message("别家", "x")), "engine.too_many_messages");
}

TEST(Messages, AreAwaitedUnderNewValuesAfterASupplement) {
  CaseBuilder one(R"(
form: {company: text, more: text}
steps:
  drawing: {uses: tax/confirmed, with: {company: =form.company}}
  check: {uses: window/review, with: {name: =form.more}}
)");
  one.submit(R"({"company":"店","more":"一"})");
  one.act(give_back(one.open_task(), "缺"));
  EXPECT_EQ(one.status(), "correcting");
  one.act(SupplementCase{json(R"({"company":"新"})"), {}});
  EXPECT_EQ(one.run("drawing").generation, 1);
  one.act(completion(one.open_task(), kResult)).act(message("新", "N2"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Messages, ThatAreLateAreStillTakenFromTheFallbackTeam) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  drawing: {uses: tax/confirmed, within: 1wd, with: {company: =form.company}}
)");
  one.submit(R"({"company":"店"})").on("2026-03-04T00:00").act(AdvanceCase{});
  EXPECT_EQ(one.run("drawing").status, RunStatus::fallback);
  one.act(ending(one.open_task(), How::retry));
  EXPECT_EQ(one.run("drawing").status, RunStatus::expecting);
  one.on("2026-03-10T00:00").act(AdvanceCase{}).act(message("店", "N1"));
  EXPECT_EQ(one.status(), "granted");
  EXPECT_TRUE(one.open_tasks().empty());
}

TEST(Messages, OrAMomentWhicheverComesFirst) {
  constexpr const char* either = R"(
form: {company: text}
steps:
  objection: {uses: tax/confirmed, with: {company: =form.company}}
  silence: {wait: 5wd}
groups: {objections: {steps: [objection, silence], join: first, rest: cancel}}
outcome: {objected: =has(steps.objection)}
)";
  CaseBuilder told(either);
  told.submit(R"({"company":"店"})").act(message("店", "N1"));
  EXPECT_EQ(*told.state().outcome.find("objected"), Value(true));
  CaseBuilder quiet(either);
  quiet.submit(R"({"company":"店"})").on("2026-03-20T00:00").act(AdvanceCase{});
  EXPECT_EQ(*quiet.state().outcome.find("objected"), Value(false));
  quiet.act(message("店", "N1"));
  EXPECT_TRUE(quiet.last().empty());
}

}  // namespace
}  // namespace onething
