// SPDX-License-Identifier: Apache-2.0
//
// The critical path: first the graph alone, then workflows over the small
// project of golden/check/base.

#include "check/time/critical_path.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "check/time/longest_path.h"
#include "support/check_case.h"

namespace onething {
namespace {

using check::CaseConditions;
using check::CriticalPath;
using check::Length;
using check::longest_path;
using check::LongestPath;
using check::PathProblem;

using Nodes = std::vector<std::size_t>;

PathProblem days(std::vector<std::int64_t> lengths,
                 std::vector<std::vector<std::size_t>> waits_for) {
  PathProblem problem;
  for (const std::int64_t one : lengths) problem.length.push_back({one, 0});
  problem.waits_for = std::move(waits_for);
  problem.left_out.resize(lengths.size());
  return problem;
}

TEST(LongestPath, AddsWhatFollowsAndTakesTheLongestOfWhatRunsSideBySide) {
  //   1: 2d
  // 0 <     > 3
  //   2: 5d
  const LongestPath path =
      longest_path(days({1, 2, 5, 1}, {{}, {0}, {0}, {1, 2}}));
  EXPECT_EQ(path.length, (Length{7, 0}));
  EXPECT_EQ(path.nodes, (Nodes{0, 2, 3}));
  EXPECT_TRUE(path.is_exact);
}

TEST(LongestPath, TakesTheLongestOfChainsThatDoNotMeet) {
  EXPECT_EQ(longest_path(days({1, 3, 3}, {{}, {}, {0}})).nodes, (Nodes{0, 2}));
  EXPECT_EQ(longest_path(days({}, {})).length, Length{});
}

TEST(LongestPath, NeverPutsStepsOfTwoRoutesOnOnePath) {
  // One route takes 4, the other 6; whoever adds both gets 11.
  PathProblem problem = days({4, 6, 1}, {{}, {0}, {0, 1}});
  problem.never_together = [](std::size_t a, std::size_t b) {
    return a + b == 1;
  };
  const LongestPath path = longest_path(problem);
  EXPECT_EQ(path.length, (Length{7, 0}));
  EXPECT_EQ(path.nodes, (Nodes{1, 2}));
}

TEST(LongestPath, WaitsThroughWhatDoesNotHappen) {
  PathProblem problem = days({3, 9, 2}, {{}, {0}, {1}});
  problem.left_out[1] = true;
  const LongestPath path = longest_path(problem);
  EXPECT_EQ(path.length, (Length{5, 0}));
  EXPECT_EQ(path.nodes, (Nodes{0, 2}));
}

TEST(LongestPath, PassesOverCircles) {
  EXPECT_EQ(longest_path(days({5, 5, 1}, {{1}, {0}, {}})).nodes, Nodes{2});
}

TEST(LongestPath, StaysShortOfTheTruthWhereThereIsTooMuchToTry) {
  // A chain in which every two steps exclude each other: one day is right.
  const std::size_t count = 40;
  PathProblem problem = days(std::vector<std::int64_t>(count, 1),
                             std::vector<std::vector<std::size_t>>(count));
  for (std::size_t i = 1; i < count; ++i) problem.waits_for[i] = {i - 1};
  problem.never_together = [](std::size_t, std::size_t) { return true; };
  const LongestPath path = longest_path(problem);
  EXPECT_EQ(path.length, (Length{1, 0}));
}

TEST(Length, CountsTheMostWorkingDaysOfCalendarDays) {
  const auto working_days = [](std::int64_t count) {
    return check::length_of({count, TermUnit::days}).days;
  };
  EXPECT_EQ(working_days(1), 1);
  EXPECT_EQ(working_days(7), 5);
  EXPECT_EQ(working_days(10), 8);
  EXPECT_EQ(working_days(60), 44);
}

TEST(Length, AddsHoursUpToDays) {
  const Length hours = check::length_of({15, TermUnit::hours});
  EXPECT_EQ(hours + hours, (Length{1, 6 * 3'600}));
}

TEST(Length, LetsHoursFitIntoTheLastDayOfALimit) {
  const Length two_days = {2, 0};
  EXPECT_FALSE(check::is_over({2, 3'600}, two_days));
  EXPECT_TRUE(check::is_over({3, 0}, two_days));
  EXPECT_TRUE(check::is_over({0, 7'200}, {0, 3'600}));
}

// The path of a workflow with these steps (and promises, above them).
class PathOf {
 public:
  PathOf(const std::string& promises, const std::string& steps,
         std::size_t promise = unresolved) {
    testing::FileTexts files = testing::read_documents("golden/check/base");
    files["departments/office.yaml"] = R"(onething: 1
department: office
title: 办事处
services:
  one: {title: 一日, input: {}, limit: {promised: 1wd}}
  two: {title: 二日, input: {}, limit: {promised: 2wd, statutory: 20wd}}
  law: {title: 只有法定, input: {}, limit: {statutory: 10d}}
  at_once: {title: 即办, input: {}}
  unknown: {title: 不知道, input: {}, by: person, role: 承办人}
)";
    files["convert.yaml"] =
        "onething: 1\nworkflow: convert\ntitle: 试办\nlead: office\n" +
        promises +
        "form:\n  kind: {type: enum, of: [company, sole, other]}\n"
        "  staff: {type: bool}\n"
        "  permits: {type: list, of: {code: text}}\n"
        "steps:\n" +
        steps;
    std::vector<SourceFile> sources;
    for (auto& [path, text] : files) sources.push_back({path, std::move(text)});
    loaded_ = load_texts(std::move(sources));
    EXPECT_FALSE(has_errors(loaded_.diagnostics))
        << render_text(loaded_.diagnostics, loaded_.sources, {});
    const check::ProjectFacts project = check::project_facts(
        loaded_.project, loaded_.sources, loaded_.diagnostics,
        Calendar::china(), *parse_date("2026-03-02"));
    const check::WorkflowFacts facts =
        check::workflow_facts(project, loaded_.project.workflows[0]);
    CaseConditions conditions(facts);
    path_ = check::critical_path(facts, conditions, promise);
  }

  const CriticalPath* operator->() const { return &path_; }

 private:
  LoadedProject loaded_;
  CriticalPath path_;
};

TEST(CriticalPath, CountsASystemWithoutALimitAsAtOnce) {
  const PathOf path("", R"(
  a: {uses: office/one}
  b: {uses: office/at_once, after: [a]}
  c: {uses: office/two, after: [b]}
)");
  EXPECT_EQ(path->text(), "a 1wd → c 2wd");
  EXPECT_EQ(path->length, (Length{3, 0}));
  EXPECT_FALSE(path->has_unknown);
}

TEST(CriticalPath, SaysWhereAPersonHasNoLimit) {
  const PathOf path("", R"(
  a: {uses: office/one}
  b: {uses: office/unknown, after: [a]}
)");
  EXPECT_EQ(path->text(), "a 1wd");
  EXPECT_TRUE(path->has_unknown);
}

TEST(CriticalPath, TakesTheStatutoryLimitWhereNothingIsPromised) {
  const PathOf path("", "  a: {uses: office/law}\n");
  EXPECT_EQ(path->text(), "a 10d (8wd)");
  ASSERT_EQ(path->steps.size(), 1U);
  EXPECT_TRUE(path->steps[0].is_statutory);
}

TEST(CriticalPath, CountsAStepForEachElementOnce) {
  const PathOf path("", R"(
  a: {uses: office/two, for_each: =form.permits}
  b: {uses: office/one, after: [a]}
)");
  EXPECT_EQ(path->length, (Length{3, 0}));
}

constexpr const char* kRoutes = R"(
  company: {uses: office/one, when: form.kind == "company"}
  sole: {uses: office/law, when: form.kind == "sole", after: [company]}
  staff: {uses: office/two, when: form.staff, after: [sole]}
)";

TEST(CriticalPath, TakesTheWorstRouteAndNeverTwoOfThem) {
  const PathOf path("", kRoutes);
  EXPECT_EQ(path->text(), "sole 10d (8wd) → staff 2wd");
}

TEST(CriticalPath, OfAPromiseLeavesOutWhatNeverHappensForIt) {
  const std::string promises = R"(promise:
  - {when: '!form.staff && form.kind == "company"', within: 1wd}
  - {when: form.kind != "sole", within: 3wd}
  - {within: 10wd}
)";
  EXPECT_EQ(PathOf(promises, kRoutes, 0)->text(), "company 1wd");
  EXPECT_EQ(PathOf(promises, kRoutes, 1)->text(), "company 1wd → staff 2wd");
  EXPECT_EQ(PathOf(promises, kRoutes, 2)->text(), "sole 10d (8wd) → staff 2wd");
}

}  // namespace
}  // namespace onething
