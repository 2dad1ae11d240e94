// SPDX-License-Identifier: Apache-2.0

#include "onething/plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/guide/project.h"

namespace onething {
namespace {

Plan planned(const LoadedProject& project, const Object& form, bool is_whole,
             const char* start = "2026-03-02") {
  for (const Diagnostic& each : project.diagnostics)
    ADD_FAILURE() << each.code << render(each.found, Language::en);
  const Profile profile{form, is_whole};
  return make_plan(project, {&project.project.workflows.front(), &profile,
                             *parse_date(start), *parse_date("2026-01-01")});
}

Need step(const Plan& plan, std::string_view id) {
  const auto found = std::find_if(
      plan.steps.begin(), plan.steps.end(),
      [id](const PlannedStep& each) { return each.step->id.text == id; });
  return found->need;
}

const PlannedStep& step_of(const Plan& plan, std::string_view id) {
  return *std::find_if(
      plan.steps.begin(), plan.steps.end(),
      [id](const PlannedStep& each) { return each.step->id.text == id; });
}

TEST(Plan, KnowsOfAWholeProfileWhatIsNeededAndWhatIsNot) {
  const LoadedProject project = testing::small_project();

  const Plan plan = planned(project,
                            {{"n", 1},
                             {"route", "short"},
                             {"things", List{"a"}},
                             {"pet", false}},
                            true);

  EXPECT_EQ(plan.situations, 1U);
  EXPECT_EQ(step(plan, "fast"), Need::yes);
  EXPECT_EQ(step(plan, "slow"), Need::no);
  EXPECT_EQ(step(plan, "items"), Need::yes);
  EXPECT_EQ(plan.materials[0].need, Need::yes);
  EXPECT_EQ(plan.materials[1].need, Need::no);
  EXPECT_TRUE(plan.open.empty());
  ASSERT_EQ(plan.promises.size(), 1U);
  EXPECT_EQ(plan.promises[0].due, parse_date("2026-03-09"));
}

TEST(Plan, SaysOfAGapWhatItDependsOnAndAsksOnlyWhatMatters) {
  const LoadedProject project = testing::small_project();

  const Plan nothing = planned(project, {}, false);
  const Plan one = planned(project, {{"route", "short"}}, false);

  EXPECT_EQ(step(nothing, "look"), Need::yes);
  EXPECT_EQ(step(nothing, "fast"), Need::maybe);
  EXPECT_EQ(nothing.open, (std::vector<std::string>{"route", "things", "pet"}));
  EXPECT_EQ(step(one, "fast"), Need::yes);
  EXPECT_EQ(step(one, "slow"), Need::no);
  EXPECT_EQ(one.open, (std::vector<std::string>{"things"}));
}

TEST(Plan, PutsStepsOnTheCalendarWithItsHolidays) {
  const LoadedProject project = testing::small_project();

  const Plan plan =
      planned(project,
              {{"n", 1}, {"route", "long"}, {"things", List{}}, {"pet", true}},
              true, "2026-02-13");

  EXPECT_EQ(step_of(plan, "look").from, parse_date("2026-02-13"));
  // The fourteenth is a make-up day, then the Spring Festival to the 23rd.
  EXPECT_EQ(step_of(plan, "look").until, parse_date("2026-02-24"));
  EXPECT_EQ(step_of(plan, "slow").from, parse_date("2026-02-24"));
  EXPECT_EQ(step_of(plan, "slow").until, parse_date("2026-02-27"));
  EXPECT_EQ(plan.end, parse_date("2026-02-27"));
  EXPECT_EQ(step(plan, "items"), Need::no);
}

TEST(Plan, TellsNoDaysBehindTheEndOfTheCalendar) {
  const LoadedProject project = testing::small_project();

  const Plan plan = planned(project, {}, false, "2026-12-30");

  EXPECT_FALSE(plan.has_calendar);
  EXPECT_NE(plan_in("text", plan, Language::en).find("does not reach"),
            std::string::npos);
}

TEST(Plan, OfTheSameProfileHasTheSameBytes) {
  const LoadedProject project = testing::small_project();

  for (const char* form : {"text", "markdown", "json"})
    EXPECT_EQ(plan_in(form, planned(project, {{"route", "long"}}, false),
                      Language::zh),
              plan_in(form, planned(project, {{"route", "long"}}, false),
                      Language::zh));
}

}  // namespace
}  // namespace onething
