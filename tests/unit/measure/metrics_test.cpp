// SPDX-License-Identifier: Apache-2.0
//
// Metrics over a small project: two routes, one of which takes longer.

#include "onething/metrics.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "calendar/calendar.h"
#include "check/checks.h"
#include "check/facts.h"
#include "check/time/critical_path.h"

namespace onething {
namespace {

constexpr std::string_view kOffice = R"(onething: 1
department: office
title: 办事处
services:
  look: {title: 查, by: person, role: 窗口, visits: 1, input: {n: int}, output: {ok: bool}, limit: {promised: 2wd}}
  fast: {title: 快办, input: {n: int}, output: {receipt: text}, limit: {promised: 1wd}, call: {}}
  slow: {title: 慢办, input: {n: int}, output: {receipt: text}, limit: {promised: 3wd}, call: {}}
)";

LoadedProject project_with(const std::string& promise) {
  return load_texts({{"onething.yaml", "onething: 1\nproject: small\n"},
                     {"departments/office.yaml", std::string(kOffice)},
                     {"workflows/move.yaml", R"(onething: 1
workflow: move
title: 搬家
version: 1.0.0
lead: office
promise: )" + promise + R"(
before: {label: illustrative, steps: 8, visits: 3, materials: 0}
form:
  n: {title: 人数, type: int}
  route: {title: 路线, type: enum, of: {short: 短, long: 长}}
materials:
  short_paper: {title: 甲, when: form.route == "short"}
  long_paper: {title: 乙, when: form.route == "long"}
  other_paper: {title: 丙, when: form.route == "long"}
steps:
  look: {title: 查, uses: office/look, with: {n: =form.n}}
  fast: {title: 快办, uses: office/fast, when: 'form.route == "short"', after: [look], with: {n: =form.n}}
  slow: {title: 慢办, uses: office/slow, when: 'form.route == "long"', after: [fast], with: {n: "=steps.look.ok ? form.n : 0"}}
)"}});
}

WorkflowMetrics measured(const std::string& promise,
                         const std::vector<std::string>& changes = {},
                         const MetricChoices& choices = {}) {
  const LoadedProject project = project_with(promise);
  for (const Diagnostic& each : project.diagnostics) ADD_FAILURE() << each.code;
  const std::vector<const Workflow*> workflows = {
      &project.project.workflows.front()};
  MetricsRequest request;
  request.workflows = workflows;
  request.what_if = changes;
  request.choices = choices;
  return measure_reform(project, request).value().workflows.front();
}

const MetricRow& row(const WorkflowMetrics& metrics, Figure figure) {
  return metrics.rows[static_cast<std::size_t>(figure)];
}

TEST(Metrics, NeverCountWhatTwoRoutesAskForTogether) {
  const WorkflowMetrics metrics = measured("5wd");

  EXPECT_EQ(metrics.situations, 2U);
  EXPECT_EQ(row(metrics, Figure::materials).min, 1);
  EXPECT_EQ(row(metrics, Figure::materials).max, 2);
  EXPECT_EQ(row(metrics, Figure::items).max, 2);
  EXPECT_EQ(row(metrics, Figure::visits).max, 1);
  EXPECT_EQ(metrics.path, "look 2wd → slow 3wd");
  EXPECT_EQ(metrics.path_days, 5);
}

TEST(Metrics, SayByHowMuchTheReformCut) {
  const WorkflowMetrics metrics = measured("5wd");

  EXPECT_EQ(reduction(row(metrics, Figure::steps)), "75.0%");
  EXPECT_EQ(reduction(row(metrics, Figure::visits)), "66.7%");
  EXPECT_EQ(reduction(row(metrics, Figure::materials)), "—");
  EXPECT_EQ(reduction(row(metrics, Figure::departments)), "—");
  MetricRow worse;
  worse.before = 3;
  worse.max = 4;
  EXPECT_EQ(reduction(worse), "-33.3%");
}

TEST(Metrics, CountOtherwiseWhereARuleIsSwitched) {
  MetricChoices choices = {};
  ASSERT_TRUE(choose_rule("steps=all", choices));
  ASSERT_TRUE(choose_rule("fields=all", choices));

  EXPECT_EQ(row(measured("5wd"), Figure::steps).max, 2);
  EXPECT_EQ(row(measured("5wd", {}, choices), Figure::steps).max, 3);
  EXPECT_FALSE(choose_rule("steps=some", choices));
  EXPECT_FALSE(choose_rule("steps", choices));
}

TEST(DeadlineProof, HoldsForEveryStartDayWhereWorkingDaysSuffice) {
  const WorkflowMetrics metrics = measured("5wd");

  ASSERT_EQ(metrics.proofs.size(), 1U);
  EXPECT_TRUE(metrics.proofs[0].is_met);
  EXPECT_GT(metrics.proofs[0].days, 1'000U);
}

TEST(DeadlineProof, FindsTheHolidaysThatBreakAPromiseInCalendarDays) {
  const WorkflowMetrics metrics = measured("9d");

  ASSERT_EQ(metrics.proofs.size(), 1U);
  const DeadlineProof& proof = metrics.proofs[0];
  EXPECT_FALSE(proof.is_met);
  EXPECT_GT(proof.missed, 0U);
  EXPECT_GT(proof.end, proof.due);
  const Calendar& calendar = Calendar::china();
  EXPECT_EQ(calendar.add_working_days(proof.start, 5).value(), proof.end);
  EXPECT_EQ(calendar.add_calendar_days(proof.start, 9).value(), proof.due);
}

std::string said_by_check(const std::string& promise) {
  const LoadedProject project = project_with(promise);
  const check::ProjectFacts facts =
      check::project_facts(project.project, project.sources, {},
                           Calendar::china(), *parse_date("2026-03-02"));
  Diagnostics found;
  check::check_workflow(
      check::workflow_facts(facts, project.project.workflows.front()), found);
  for (const Diagnostic& each : found)
    if (each.code == "OT5220") return render(each.expected, Language::en);
  return "";
}

TEST(DeadlineProof, IsWhatTheCheckSays) {
  for (const std::string promise : {"5wd", "7d", "9d", "12d", "30d"}) {
    const DeadlineProof proof = measured(promise).proofs.at(0);
    const std::string said =
        proof.is_met
            ? ""
            : "missed by what is accepted on " + std::to_string(proof.missed) +
                  " of " + std::to_string(proof.days) + " days tried";
    EXPECT_EQ(said_by_check(promise), said) << promise;
  }
}

TEST(DeadlineProof, SaysWhatAShorterStepWouldGain) {
  const WorkflowMetrics metrics = measured("5wd", {"slow=1wd", "fast=0wd"});

  ASSERT_EQ(metrics.what_if.size(), 2U);
  EXPECT_EQ(metrics.what_if[0].after, 3);
  EXPECT_EQ(metrics.what_if[1].after, 5);
}

TEST(DeadlineProof, RefusesToPutAStepBesideTheOneWhoseDataItNeeds) {
  const LoadedProject project = project_with("5wd");
  const std::vector<const Workflow*> workflows = {
      &project.project.workflows.front()};
  MetricsRequest request;
  request.workflows = workflows;
  std::vector<std::string> change = {"parallel:fast"};
  request.what_if = change;
  EXPECT_TRUE(measure_reform(project, request));
  for (const char* wrong : {"parallel:nobody", "slow", "slow=soon"}) {
    change[0] = wrong;
    EXPECT_FALSE(measure_reform(project, request)) << wrong;
  }
}

TEST(DeadlineProof, AgreesWithTheChecksAboutTheLongestPath) {
  const auto project = load_project("../workflows");
  ASSERT_TRUE(project);
  const Workflow* workflow =
      project.value().project.find_workflow("individual_to_company");
  ASSERT_NE(workflow, nullptr);
  const check::ProjectFacts facts =
      check::project_facts(project.value().project, project.value().sources,
                           project.value().diagnostics, Calendar::china(), {});
  const check::WorkflowFacts of_workflow =
      check::workflow_facts(facts, *workflow);
  check::CaseConditions conditions(of_workflow);
  MetricsRequest request;
  request.workflows = {&workflow, 1};

  const auto report = measure_reform(project.value(), request);

  ASSERT_TRUE(report);
  EXPECT_EQ(report.value().workflows[0].path_days,
            check::critical_path(of_workflow, conditions).length.days);
}

}  // namespace
}  // namespace onething
