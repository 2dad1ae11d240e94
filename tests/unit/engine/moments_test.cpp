// SPDX-License-Identifier: Apache-2.0
//
// Waits and limits of steps: what time itself does to a case.

#include <gtest/gtest.h>

#include "support/case_builder.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::at;
using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::json;
using How = EndTask::How;
using Words = std::vector<std::string>;

constexpr const char* kWait = R"(
form: {company: text}
steps:
  pause: {title: 公示, wait: 3wd}
  tax: {uses: tax/carry_over, after: [pause], with: {name: =form.company}}
outcome: {since: =steps.pause.at}
)";

std::optional<Instant> wake_of(const CaseBuilder& one) {
  return engine::pending_effects(one.definition(), one.state()).wake_at;
}

TEST(Wait, InWorkingDaysIsOverWithTheEndOfTheLastOne) {
  CaseBuilder one(kWait);
  one.on("2026-03-05T15:00").submit(R"({"company":"店"})");
  EXPECT_EQ(one.run("pause").status, RunStatus::timed);
  // Thursday; the third working day after it is Tuesday.
  EXPECT_EQ(wake_of(one), at("2026-03-11T00:00"));

  one.on("2026-03-10T23:59").act(AdvanceCase{});
  EXPECT_TRUE(one.last().empty());

  one.on("2026-03-11T08:00").act(AdvanceCase{});
  EXPECT_EQ(one.last(), (Words{"step_done", "step_started"}));
  one.done("tax", R"({"receipt":"R"})");
  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(*one.state().outcome.find("since"), Value(at("2026-03-11T00:00")));
}

TEST(Wait, InHoursIsOverToTheSecond) {
  CaseBuilder one("\nform: {company: text}\nsteps:\n  pause: {wait: 2h}\n");
  one.submit(R"({"company":"店"})");
  EXPECT_EQ(wake_of(one), at("2026-03-02T11:00"));
  one.on("2026-03-02T11:00").act(AdvanceCase{});
  EXPECT_EQ(one.status(), "granted");
}

TEST(Wait, IsNotWaitedForAfterAWithdrawal) {
  CaseBuilder one(kWait);
  one.submit(R"({"company":"店"})").act(WithdrawCase{});
  EXPECT_EQ(one.status(), "withdrawn");
  EXPECT_FALSE(wake_of(one));
}

TEST(Wait, BeyondTheCalendarGoesToTheFallbackTeam) {
  CaseBuilder one("\nform: {company: text}\nsteps:\n  pause: {wait: 9000wd}\n");
  one.submit(R"({"company":"店"})");
  EXPECT_EQ(one.run("pause").status, RunStatus::fallback);
  EXPECT_EQ(one.run("pause").failure, "engine.wait_unknown");
}

std::string limited(const std::string& more) {
  return "\nform: {company: text}\nsteps:\n"
         "  tax: {uses: tax/carry_over, with: {name: =form.company}, "
         "within: 2wd" +
         more +
         "}\n"
         "  check: {uses: window/review, with: {name: =form.company}, "
         "within: 2wd" +
         more + "}\n";
}

TEST(Within, GoesToTheFallbackTeamAndMayStillComeBack) {
  CaseBuilder one(limited(""));
  one.submit(R"({"company":"店"})");
  EXPECT_EQ(wake_of(one), at("2026-03-05T00:00"));
  one.on("2026-03-05T00:00").act(AdvanceCase{});
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
  EXPECT_EQ(one.run("tax").failure, "engine.late");
  EXPECT_EQ(one.open_tasks().size(), 3U);
  // What is left is the clock of the reviewer's task.
  EXPECT_EQ(wake_of(one), at("2026-03-06T00:00"));

  one.done("tax", R"({"receipt":"R"})");
  EXPECT_EQ(one.run("tax").status, RunStatus::done);
  EXPECT_EQ(one.open_tasks().size(), 2U);

  one.act(completion(one.open_tasks()[0].id, R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "granted");
  EXPECT_TRUE(one.open_tasks().empty());
}

TEST(Within, SkipsWhatIsLateWhereTheWorkflowSaysSo) {
  CaseBuilder one(limited(", on_late: skip"));
  one.submit(R"({"company":"店"})").on("2026-03-05T00:00").act(AdvanceCase{});
  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(one.run("check").status, RunStatus::skipped);
  EXPECT_TRUE(one.open_tasks().empty());
}

TEST(Within, RefusesWhatIsLateWithAReason) {
  CaseBuilder one(limited(", on_late: refuse"));
  one.submit(R"({"company":"店"})").on("2026-03-05T00:00").act(AdvanceCase{});
  EXPECT_EQ(one.status(), "denied");
  EXPECT_EQ(one.state().denied_by, "tax");
  EXPECT_FALSE(one.state().reason.empty());
}

TEST(Within, IsOverWhenTheAnswerCame) {
  CaseBuilder one(limited(", on_late: refuse"));
  one.submit(R"({"company":"店"})").done("tax", R"({"receipt":"R"})");
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Wait, DoesNotHoldUpTheNoticeAndStaysAfterTheSupplement) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  pause: {wait: 10wd}
  check: {uses: window/review, with: {name: =form.company}}
)");
  one.submit(R"({"company":"店"})");
  one.act(testing::give_back(one.open_task(), "缺"));
  EXPECT_EQ(one.status(), "correcting");
  one.after(Duration{86'400, 0});
  one.act(SupplementCase{json(R"({"company":"新"})"), {}});
  EXPECT_EQ(one.run("pause").status, RunStatus::timed);
  EXPECT_EQ(one.run("pause").generation, 0);
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  one.on("2026-03-30T00:00").act(AdvanceCase{});
  EXPECT_EQ(one.status(), "granted");
}

}  // namespace
}  // namespace onething
