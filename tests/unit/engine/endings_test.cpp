// SPDX-License-Identifier: Apache-2.0
//
// Endings without a grant that nobody wished for take back what was done, as a
// refusal does.

#include <gtest/gtest.h>

#include "support/case_builder.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using testing::json;
using Words = std::vector<std::string>;
using How = EndTask::How;
using Harm = CaseBuilder::Harm;

constexpr const char* kStates = R"(
form: {company: text}
steps:
  open: {uses: tax/open, with: {name: =form.company}}
  seal: {uses: tax/debit, with: {name: "章"}}
  more: {uses: tax/carry_over, after: [open], with: {name: =form.company}}
states:
  work:
    title: 办理
    steps: [open, seal, more]
    events:
      deny: {to: bad, reason: true}
      stop: {to: gone}
  bad: {title: 不予支持, end: denied}
  gone: {title: 终止, end: terminated}
)";
constexpr const char* kAccount = R"({"account":"A1"})";
constexpr const char* kPaid = R"({"receipt":"R"})";

CaseBuilder at_work() {
  CaseBuilder one(kStates);
  one.submit(R"({"company":"店"})");
  return one;
}

TEST(EndingsByStates, TakeBackWhatWasDoneBeforeTheCaseIsDenied) {
  CaseBuilder one = at_work();
  one.done("open", kAccount).done("seal", kPaid).done("more", kPaid);

  one.act(FireEvent{"deny", "不成立"});

  EXPECT_EQ(one.status(), "undoing");
  EXPECT_EQ(one.run("undo.open").input,
            json(R"({"account":"A1","name":"店"})"));
  one.done("undo.open", "{}");
  EXPECT_EQ(one.status(), "denied");
  EXPECT_EQ(one.state().reason, "不成立");
  EXPECT_TRUE(one.state().compensated);
}

TEST(EndingsByStates, WaitForTheCallsThatAreUnderWay) {
  CaseBuilder one = at_work();
  one.act(FireEvent{"stop", ""});

  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(one.last(), (Words{"state_entered", "ending_ordered"}));
  one.done("open", kAccount);
  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(one.step("more").runs.size(), 0U) << "nothing new starts";
  one.done("seal", kPaid);
  EXPECT_EQ(one.status(), "undoing");
  one.done("undo.open", "{}");
  EXPECT_EQ(one.status(), "terminated");
}

TEST(EndingsByStates, EndAtOnceWhereNothingWasDone) {
  CaseBuilder one(
      "\nform: {company: text}\nsteps:\n"
      "  check: {uses: window/review, with: {name: =form.company}}\n"
      "states:\n  work: {steps: [check], events: {deny: {to: bad}}}\n"
      "  bad: {end: denied}\n");
  one.submit(R"({"company":"店"})");

  one.act(FireEvent{"deny", ""});

  EXPECT_EQ(one.status(), "denied");
  EXPECT_EQ(one.last(), (Words{"task_closed", "state_entered", "ending_ordered",
                               "case_denied"}));
}

// A message that settles a state can end a case, too.
TEST(EndingsByStates, MayFollowFromAMessage) {
  CaseBuilder one(
      "\nform: {company: text}\nsteps:\n"
      "  told: {uses: tax/confirmed, with: {company: =form.company}}\n"
      "states:\n  work: {steps: [told], events: {done: {to: bad}}}\n"
      "  bad: {end: denied}\n");
  one.submit(R"({"company":"店"})");

  one.act(
      GiveMessage{"tax/confirmed", json(R"({"company":"店","number":"N"})")});

  EXPECT_EQ(one.status(), "denied");
}

constexpr const char* kCorrected = R"(
form: {company: text}
clocks: {supplement: 10wd, escalate: [{after: 1wd, role: 科长}]}
steps:
  open: {uses: tax/open, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
)";

TEST(Lapsing, TakesBackWhatWasDone) {
  CaseBuilder one(kCorrected);
  one.submit(R"({"company":"店"})").done("open", kAccount);
  one.done("bank", kPaid).answer("tax", R"({"returned":["缺"]})");

  one.on("2026-04-30T01:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.status(), "undoing");
  EXPECT_TRUE(one.open_tasks().empty())
      << "nobody is told of a clock that is over";
  one.done("undo.open", "{}");
  EXPECT_EQ(one.status(), "lapsed");
  EXPECT_EQ(one.state().reason, "supplement");
}

TEST(Lapsing, SparesTheTaskOfWhoeverTakesSomethingBack) {
  CaseBuilder one(kCorrected);
  one.submit(R"({"company":"店"})").done("open", kAccount);
  one.done("bank", kPaid).answer("tax", R"({"returned":["缺"]})");
  one.on("2026-04-30T01:00:00Z").act(AdvanceCase{});
  one.fail("undo.open", Harm::possible);
  const std::string task = one.task_of("undo.open");

  one.on("2026-06-30T01:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.open_task(), task);
  one.act(ending(task, How::skip));
  EXPECT_EQ(one.status(), "lapsed");
  EXPECT_FALSE(one.state().compensated);
}

// The time of a supplement is over: what still comes in is refused.
TEST(Lapsing, TakesNoSupplementAnyMore) {
  CaseBuilder one(kCorrected);
  one.submit(R"({"company":"店"})").done("open", kAccount);
  one.done("bank", kPaid).answer("tax", R"({"returned":["缺"]})");
  one.on("2026-04-30T01:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.refused(SupplementCase{json(R"({"company":"新"})"), {}}),
            "engine.not_in_this_state");
}

}  // namespace
}  // namespace onething
