// SPDX-License-Identifier: Apache-2.0
//
// Budget and ledger of pauses: where limits end, what moves their end, who is
// told before and after.

#include <gtest/gtest.h>

#include "engine/clocks/clock_ledger.h"
#include "support/life_stories.h"

namespace onething {
namespace {

using namespace testing;  // NOLINT: stories read better without a prefix.
using Words = std::vector<std::string>;

std::string due(const CaseBuilder& one) {
  return one.state().due ? to_text(*one.state().due) : "-";
}

engine::ClockState clock_of(Term budget, std::string_view from) {
  engine::ClockState clock;
  clock.id = "promise";
  clock.budget = budget;
  clock.from = at(from);
  return clock;
}

std::string end_of(const engine::ClockState& clock,
                   std::vector<engine::ClockPause> pauses = {}) {
  const auto end = engine::project(Calendar::china(), clock, pauses);
  return end.due ? to_text(*end.due) : "-";
}

// The published calendar's vectors: start day excluded, make-up days worked.
TEST(Ledger, CountsWorkingDaysAsPublished) {
  struct Vector {
    const char* start;
    std::int64_t days;
    const char* end;
  };
  for (const Vector& v : {Vector{"2025-01-24", 3, "2025-02-05"},
                          {"2025-01-24", 20, "2025-02-27"},
                          {"2025-09-26", 5, "2025-10-10"},
                          {"2025-09-30", 3, "2025-10-11"},
                          {"2026-02-13", 3, "2026-02-25"},
                          {"2025-08-21", 45, "2025-10-29"},
                          {"2026-12-30", 3, "-"}})
    EXPECT_EQ(end_of(clock_of({v.days, TermUnit::working_days},
                              std::string(v.start) + "T01:00:00Z")),
              v.end)
        << v.start;
}

TEST(Ledger, LeavesOutPausesInTheUnitOfTheLimit) {
  const std::vector<engine::ClockPause> week = {
      {"correction", at("2026-03-03T01:00:00Z"), at("2026-03-10T01:00:00Z")}};
  const auto wd = clock_of({5, TermUnit::working_days}, "2026-03-02T01:00:00Z");
  const auto days = clock_of({10, TermUnit::days}, "2026-03-02T01:00:00Z");
  auto hours = clock_of({48, TermUnit::hours}, "2026-03-02T01:00:00Z");

  EXPECT_EQ(end_of(wd), "2026-03-09");
  EXPECT_EQ(end_of(wd, week), "2026-03-16");
  EXPECT_EQ(end_of(days), "2026-03-12");
  EXPECT_EQ(end_of(days, week), "2026-03-19");
  const auto end = engine::project(Calendar::china(), hours, week);
  EXPECT_EQ(to_text(*end.ends_at), "2026-03-11T01:00:00Z");
}

TEST(Ledger, RollsALimitInDaysForwardToAWorkingDay) {
  EXPECT_EQ(end_of(clock_of({5, TermUnit::days}, "2026-03-02T01:00:00Z")),
            "2026-03-09");
}

// However a pause is cut into pieces that touch, the end is the same.
TEST(Ledger, DoesNotDependOnHowAPauseIsCut) {
  const auto clock =
      clock_of({10, TermUnit::working_days}, "2026-02-10T01:00:00Z");
  const Instant from = at("2026-02-11T01:00:00Z");
  for (int days = 2; days < 40; ++days) {
    const Instant to = from + Duration{days * 86'400LL, 0};
    const std::string whole = end_of(clock, {{"special", from, to}});
    for (int cut = 1; cut < days; ++cut) {
      const Instant middle = from + Duration{cut * 86'400LL, 0};
      EXPECT_EQ(
          end_of(clock, {{"special", from, middle}, {"suspended", middle, to}}),
          whole)
          << days << " cut at " << cut;
    }
  }
}

TEST(Pause, OfEveryKindMovesTheEndAndIsNotUsed) {
  CaseBuilder special = open_case(kCheck);
  special.act(hearing());
  special.on("2026-03-05T01:00:00Z").act(EndSpecial{"听证完毕"});
  EXPECT_EQ(due(special), "2026-03-12");
  EXPECT_EQ(special.open_tasks().front().due, parse_date("2026-03-10"));
  CaseBuilder suspended = open_case(kCheck);
  suspended.act(SuspendCase{"等法院裁判", ""});
  suspended.on("2026-03-05T01:00:00Z").act(ContinueCase{"裁判生效"});
  EXPECT_EQ(due(suspended), "2026-03-12");

  special.on("2026-03-06T01:00:00Z");
  special.act(completion(special.open_task(), kPassed));

  EXPECT_EQ(special.state().working_days, 1);
  ASSERT_EQ(special.state().pauses.size(), 1U);
  EXPECT_EQ(special.state().pauses[0].why, "special");
}

TEST(Extension, IsOnceAndNeedsApprovalAndNotice) {
  CaseBuilder one = open_case(kCheck);
  EXPECT_EQ(one.refused(ExtendCase{"情况复杂", "", parse_date("2026-03-02")}),
            "engine.needs_approver");
  one.act(extension());
  EXPECT_EQ(due(one), "2026-03-23");
  EXPECT_EQ(one.refused(extension()), "engine.extended_already");
  CaseBuilder without(R"(
form: {company: text}
steps:
  check: {uses: window/review, with: {name: =form.company}}
)");
  without.submit(R"({"company":"店"})");
  EXPECT_EQ(without.refused(extension()), "engine.no_extension");
}

TEST(Reminders, ComeBeforeTheEndAndEscalationsAfterIt) {
  CaseBuilder one = open_case(kCheck);
  // Due 9 March: reminded two and one working days before.
  std::vector<std::string> story;
  for (int hour = 0; hour < 24 * 16; ++hour) {
    one.after(Duration{3'600, 0}).act(AdvanceCase{});
    for (const engine::Event& event : one.history()) {
      if (event.at != one.now()) continue;
      if (const auto* r = std::get_if<engine::Reminded>(&event.fact))
        if (r->clock == "promise")
          story.push_back("remind " + to_text(local_date(event.at)));
      if (const auto* x = std::get_if<engine::ClockExpired>(&event.fact))
        if (x->clock == "promise")
          story.push_back("over " + to_text(local_date(event.at)));
      if (const auto* e = std::get_if<engine::Escalated>(&event.fact))
        if (e->clock == "promise")
          story.push_back("rung " + std::to_string(e->rung) + " " +
                          to_text(local_date(event.at)));
    }
  }

  EXPECT_EQ(story,
            (Words{"remind 2026-03-05", "remind 2026-03-06", "over 2026-03-10",
                   "rung 0 2026-03-11", "rung 1 2026-03-13"}));
  EXPECT_EQ(one.open_tasks().back().role, "分管局长");
}

TEST(Reminders, ThatWereMissedComeTogetherWhenSomebodyLooks) {
  CaseBuilder one = open_case(kCheck);

  one.on("2026-03-31T01:00:00Z").act(AdvanceCase{});

  EXPECT_EQ(one.state().find_clock("promise")->escalated, 2);
  const auto before = one.history().size();
  one.act(AdvanceCase{});
  EXPECT_EQ(one.history().size(), before);
}

TEST(Clocks, WakeTheCaseAtTheirNextMoment) {
  CaseBuilder one = open_case(kCheck);

  const auto owed = engine::pending_effects(one.definition(), one.state());

  ASSERT_TRUE(owed.wake_at);
  // The task's three days end on 5 March: first reminded on 3 March.
  EXPECT_EQ(to_text(local_date(*owed.wake_at)), "2026-03-03");
  EXPECT_FALSE(owed.retry_at);
}

TEST(Clocks, NeverGoBack) {
  CaseBuilder one = open_case(kCheck);
  one.on("2026-03-04T01:00:00Z").act(ClaimTask{one.open_task()});

  one.on("2026-03-03T01:00:00Z").act(completion(one.open_task(), kPassed));

  EXPECT_EQ(to_text(*one.state().ended_at), "2026-03-04T01:00:00Z");
}

// 2027 is not published yet when the case is accepted; when it is, every open
// deadline is computed and the reason recorded.
TEST(Clocks, FollowACalendarThatIsPublishedLater) {
  const Calendar next_year("cn", 2026, 2027, {}, {});
  CaseBuilder late(std::string("\n") + plain());
  late.on("2026-12-30T01:00:00Z").submit(kCheck, kLease);
  EXPECT_EQ(due(late), "-");

  late.with_calendar(next_year).act(AdvanceCase{});

  EXPECT_EQ(due(late), "2027-01-06");
  EXPECT_EQ(late.last().front(), "clock_projected");
}

}  // namespace
}  // namespace onething
