// SPDX-License-Identifier: Apache-2.0
//
// What offices decide about a case as a whole, and a workflow's own states.

#include <gtest/gtest.h>

#include "support/life_stories.h"

namespace onething {
namespace {

using namespace testing;  // NOLINT: stories read better without a prefix.
using Words = std::vector<std::string>;

TEST(Acceptance, IsDecidedByTheOfficeAndOnlyThenTheClockRuns) {
  CaseBuilder one = received(kCheck);
  EXPECT_EQ(one.status(), "received");
  EXPECT_FALSE(one.state().due);

  one.on("2026-03-04T01:00:00Z").act(ending(one.open_task(), How::complete));

  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(to_text(*one.state().due), "2026-03-11");
}

TEST(Acceptance, ByTheLawCountsFromTheDayOfReceipt) {
  CaseBuilder one = received(kCheck);

  // Five working days after Monday, 2 March, end with Monday, 9 March.
  one.on("2026-03-09T15:00:00Z").act(AdvanceCase{});
  EXPECT_EQ(one.status(), "received");
  one.on("2026-03-09T16:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(to_text(local_date(*one.state().accepted_at)), "2026-03-02");
  EXPECT_EQ(to_text(*one.state().due), "2026-03-09");
  EXPECT_EQ(one.open_tasks().size(), 1U);
}

TEST(Acceptance, CanBeRefusedWithReasonBasisAndRemediesOnly) {
  CaseBuilder one = received();

  EXPECT_EQ(one.refused(ending(one.open_task(), How::refuse)),
            "engine.refusal_needs_reason");
  EXPECT_EQ(one.refused(ending(one.open_task(), How::skip)),
            "engine.task_allows_only");
  one.act(refusal(one.open_task()));

  EXPECT_EQ(one.status(), "refused");
  EXPECT_EQ(one.state().remedies, Words{"可以申请行政复议"});
}

TEST(Acceptance, AfterACorrectionIsDecidedAnew) {
  CaseBuilder one = received();
  one.act(give_back(one.open_task(), "缺公章"));
  EXPECT_EQ(one.status(), "correcting");

  one.on("2026-03-05T01:00:00Z");
  one.act(SupplementCase{json(R"({"company":"新"})"), {}, 1});
  EXPECT_EQ(one.status(), "received");
  one.act(ending(one.open_task(), How::complete));

  EXPECT_EQ(to_text(local_date(*one.state().accepted_at)), "2026-03-05");
}

TEST(Lapse, ComesWhenNothingIsHandedInInTime) {
  CaseBuilder one = open_case(kCheck);
  one.act(give_back(one.open_task(), "缺"));

  one.on("2026-03-16T15:59:00Z").act(AdvanceCase{});
  EXPECT_EQ(one.status(), "correcting");
  one.on("2026-03-16T16:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.status(), "lapsed");
}

TEST(Notice, ASecondOneNeedsAReason) {
  CaseBuilder one = open_case(kCheck);
  one.act(give_back(one.open_task(), "缺公章"));
  one.act(SupplementCase{json(R"({"company":"新"})"), {}, 1});
  one.act(give_back(one.open_task(), "还缺签名"));
  EXPECT_EQ(one.status(), "processing");
  const std::string task = one.open_task();
  EXPECT_EQ(one.open_tasks().front().kind, "notice");

  EndTask bare = ending(task, How::complete);
  bare.reason.clear();
  EXPECT_EQ(one.refused(bare), "engine.needs_reason");
  CaseBuilder again = one;
  one.act(ending(task, How::complete));
  again.act(ending(task, How::retry));

  EXPECT_EQ(one.status(), "correcting");
  EXPECT_EQ(one.state().corrections, 2);
  EXPECT_EQ(again.status(), "processing");
  EXPECT_EQ(again.run("check").generation, 2);
}

TEST(Supplement, OfTwoWindowsTheSecondIsTold) {
  CaseBuilder one = open_case(kCheck);
  one.act(give_back(one.open_task(), "缺"));
  one.as("first").act(SupplementCase{json(R"({"company":"新"})"), {}, 1});

  EXPECT_EQ(one.as("second").refused(
                SupplementCase{json(R"({"company":"另"})"), {}, 1}),
            "engine.supplemented_already");
}

TEST(Supplement, BringsMaterialsThatMayFollowAtAnyTime) {
  CaseBuilder one = open_case(kCheck, "{}");
  EXPECT_EQ(one.state().tolerated, Words{"lease"});
  EXPECT_EQ(one.refused(SupplementCase{json(R"({"company":"新"})"), {}}),
            "engine.only_awaited_materials");

  one.act(SupplementCase{{}, json(kLease)});

  EXPECT_TRUE(one.state().tolerated.empty());
  EXPECT_FALSE(one.state().find_clock("material:lease")->running);
  EXPECT_EQ(one.status(), "processing");
}

TEST(Supplement, ThatDoesNotComeInTimeIsATaskForTheLead) {
  CaseBuilder one = open_case(kCheck, "{}");

  one.on("2026-03-05T16:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.open_tasks().back().kind, "material");
  EXPECT_EQ(one.open_tasks().back().department, "market");
}

TEST(Granting, WhileAMaterialIsStillToFollowHasACodeOfItsOwn) {
  CaseBuilder tolerant = open_case(kNothing, "{}");
  CaseBuilder complete = open_case(kNothing);

  EXPECT_EQ(engine::national_code(tolerant.state()), "12");
  EXPECT_EQ(engine::national_code(complete.state()), "11");
}

TEST(Suspension, HoldsBackWhatIsNewAndTakesWhatComesBack) {
  CaseBuilder one = open_case(kCalls);
  one.fail("seal");
  one.act(SuspendCase{"等法院裁判", ""});
  EXPECT_EQ(one.status(), "suspended");
  EXPECT_FALSE(engine::pending_effects(one.definition(), one.state()).retry_at);

  one.after(Duration{60, 0}).act(AdvanceCase{});
  EXPECT_TRUE(one.last().empty());
  one.done("tax", kPaid);
  one.act(ContinueCase{"裁判生效"}).act(AdvanceCase{});

  EXPECT_EQ(one.last(), Words{"call_retried"});
}

TEST(Special, NeedsTheDayOnWhichTheApplicantWasTold) {
  CaseBuilder one = open_case(kCheck);
  StartSpecial wish = hearing();
  wish.notified_on.reset();
  EXPECT_EQ(one.refused(wish), "engine.needs_notified_on");
  wish = hearing();
  wish.until = parse_date("2026-02-01");
  EXPECT_EQ(one.refused(wish), "engine.until_is_past");
}

TEST(Special, ThatLastsTooLongIsATask) {
  CaseBuilder one = open_case(kCheck);
  StartSpecial wish = hearing();
  wish.until = parse_date("2026-03-05");
  one.act(wish);

  one.on("2026-03-05T16:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.open_tasks().back().kind, "special");
}

TEST(Termination, NeedsReasonAndBasisAndWaitsForWhatIsUnderWay) {
  CaseBuilder one = open_case(kCalls);
  EXPECT_EQ(one.refused(TerminateCase{"企业已经注销", ""}),
            "engine.needs_reason_and_basis");
  one.act(termination());
  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(one.refused(SuspendCase{"等", ""}), "engine.case_is_ending");

  one.done("tax", kPaid).done("seal", kPaid);

  EXPECT_EQ(one.status(), "terminated");
}

TEST(States, LeadWhereTheirGuardsSay) {
  CaseBuilder one = appeal("work", "back", true);
  EXPECT_EQ(one.state().place, "work");
  EXPECT_EQ(one.refused(FireEvent{"dispatch", ""}), "engine.no_such_event");
  EXPECT_EQ(one.refused(FireEvent{"a", ""}), "engine.no_such_event");

  const std::string task = one.open_task();
  one.act(FireEvent{"back", ""});

  // The first state leads back to work at once, where the review begins anew.
  EXPECT_EQ(one.state().place, "work");
  EXPECT_NE(one.open_task(), task);
  EXPECT_EQ(one.run("check").generation, 1);
}

TEST(States, RefuseAnEventWhoseGuardDoesNotHoldOrThatNeedsAReason) {
  CaseBuilder one = appeal("none", "none");
  EXPECT_EQ(one.refused(FireEvent{"bad", ""}), "engine.needs_reason");
  CaseBuilder work = appeal("work", "none", true);
  EXPECT_EQ(work.refused(FireEvent{"back", ""}), "engine.event_guarded");
  CaseBuilder plain_case = open_case(kCheck);
  EXPECT_EQ(plain_case.refused(FireEvent{"dispatch", ""}), "engine.no_states");
}

TEST(States, FollowTheTimeSinceTheyWereEntered) {
  CaseBuilder one = appeal("none", "none");
  EXPECT_EQ(one.state().place, "first");

  one.on("2026-03-05T16:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.state().place, "overdue");
}

TEST(States, ActOnEnteringAndBeforeLeaving) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  greet: {uses: tax/carry_over, with: {name: =form.company}}
  work: {uses: window/review, with: {name: =form.company}}
  part: {uses: tax/carry_over, with: {name: =form.company}}
states:
  open:
    enter: [greet]
    steps: [work]
    leave: [part]
    events: {done: {to: closed}}
  closed: {end: granted}
)");
  one.submit(R"({"company":"店"})");
  EXPECT_TRUE(one.open_tasks().empty());
  one.done("greet", kPaid);
  one.act(completion(one.open_task(), kPassed));
  EXPECT_EQ(one.state().leaving, "done");
  EXPECT_EQ(one.status(), "processing");

  one.done("part", kPaid);

  EXPECT_EQ(one.status(), "granted");
}

TEST(States, ThatDoNotCountMoveTheEndOfThePromise) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
states:
  waiting: {pauses_clock: true, events: {go: {to: work}}}
  work: {steps: [tax], events: {done: {to: closed}}}
  closed: {end: granted}
)");
  one.submit(R"({"company":"店"})");
  one.on("2026-03-05T01:00:00Z").act(FireEvent{"go", ""});

  EXPECT_EQ(to_text(*one.state().due), "2026-03-12");
  ASSERT_EQ(one.state().pauses.size(), 1U);
  EXPECT_EQ(one.state().pauses[0].why, "state");
  EXPECT_TRUE(one.state().pauses[0].to);
}

constexpr const char* kPausing = R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
states:
  waiting:
    pauses_clock: true
    events: {go: {to: work}, late: {after: 5d, to: stopped}}
  work: {steps: [tax], events: {done: {to: closed}}}
  closed: {end: granted}
  stopped: {end: terminated}
)";

TEST(States, ThatDoNotCountAreLeftInTheirOwnTime) {
  CaseBuilder one(kPausing);
  one.submit(R"({"company":"店"})");

  // The fifth day is a Saturday: the first working day after it is the last.
  one.on("2026-03-09T15:00:00Z").act(AdvanceCase{});
  EXPECT_EQ(one.state().place, "waiting");
  one.on("2026-03-09T16:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.status(), "terminated");
}

TEST(States, ThatDoNotCountStandStillWhileTheCaseIsSuspended) {
  CaseBuilder one(kPausing);
  one.submit(R"({"company":"店"})");
  one.on("2026-03-04T01:00:00Z").act(SuspendCase{"等法院", ""});
  one.on("2026-03-10T01:00:00Z").act(ContinueCase{"判了"});

  EXPECT_EQ(one.state().place, "waiting");
  one.on("2026-03-13T15:00:00Z").act(AdvanceCase{});
  EXPECT_EQ(one.state().place, "waiting");
  one.on("2026-03-13T16:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.status(), "terminated");
}

TEST(States, AreLeftAlthoughAStepOfTheirsWasNotCalledFor) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  visit: {uses: window/review, ad_hoc: true, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =form.company}}
states:
  work: {steps: [tax, visit], events: {done: {to: closed}}}
  closed: {end: granted}
)");
  one.submit(R"({"company":"店"})");

  one.done("tax", kPaid);

  EXPECT_EQ(one.status(), "granted");
}

TEST(States, ThatEndTheCaseBeginNothing) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  first: {uses: window/review, with: {name: =form.company}}
  second: {uses: window/review, with: {name: =form.company}}
states:
  one: {steps: [first], events: {done: {to: closed}}}
  closed: {steps: [second], end: granted}
)");
  one.submit(R"({"company":"店"})");

  one.act(completion(one.open_task(), R"({"result":"过"})"));

  EXPECT_EQ(one.status(), "granted");
  EXPECT_TRUE(one.open_tasks().empty());
  EXPECT_TRUE(one.step("second").runs.empty());
}

// What was done in a state that is past is not looked at again, and nobody may
// wait for that.
TEST(States, GoOnAfterACorrectionAlthoughEarlierOnesArePast) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  first: {uses: window/review, with: {name: =form.company}}
  second: {uses: window/review, with: {name: =steps.first.result}}
states:
  one: {steps: [first], events: {done: {to: two}}}
  two: {steps: [second], events: {done: {to: closed}}}
  closed: {end: granted}
)");
  one.submit(R"({"company":"店"})");
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  one.act(give_back(one.open_task(), "缺公章"));

  one.act(SupplementCase{json(R"({"company":"新店"})"), {}, 1});

  EXPECT_EQ(one.state().place, "two");
  ASSERT_EQ(one.open_tasks().size(), 1U);
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(States, ThatLeadIntoEachOtherAtOnceDoNotTurnForEver) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
states:
  one: {events: {done: {to: two}}}
  two: {events: {done: {to: one}}}
)");
  one.submit(R"({"company":"店"})");

  EXPECT_EQ(one.status(), "processing");
  EXPECT_LT(one.history().size(), 20U);
}

}  // namespace
}  // namespace onething
