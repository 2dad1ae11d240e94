// SPDX-License-Identifier: Apache-2.0

#include "check/reform/after_figures.h"

#include <gtest/gtest.h>

#include <string>

#include "support/check_case.h"

namespace onething::check {
namespace {

constexpr const char* head =
    "onething: 1\nworkflow: open\ntitle: 开办\nlead: tax\n"
    "form:\n"
    "  uscc: {title: 代码, type: uscc}\n"
    "  route: {title: 方式, type: enum, of: {a: 甲, b: 乙}}\n";

constexpr const char* office =
    "onething: 1\ndepartment: office\ntitle: 大厅\nservices:\n"
    "  look: {title: 查看, by: person, role: 职员, input: {uscc: uscc}}\n"
    "  stamp: {title: 盖章, visits: 1, input: {uscc: uscc}}\n"
    "  sign: {title: 签字, visits: 1, input: {uscc: uscc}}\n"
    "  tell: {title: 告知, kind: notice, by: person, role: 职员,"
    " input: {uscc: uscc}}\n";

std::string step(const std::string& id, const std::string& service,
                 const std::string& more = "") {
  return "  " + id + ": {title: " + id + ", uses: office/" + service +
         ", with: {uscc: =form.uscc}" + more + "}\n";
}

AfterFigures figures_of(const std::string& rest) {
  const LoadedProject loaded = testing::check_over_base(
      {{"open.yaml", head + rest}, {"departments/office.yaml", office}});
  EXPECT_FALSE(has_errors(testing::with_code(loaded.diagnostics, "OT2105")));
  const ProjectFacts project =
      project_facts(loaded.project, loaded.sources, {}, Calendar::china(),
                    *parse_date("2026-03-02"));
  const Workflow* workflow = loaded.project.find_workflow("open");
  EXPECT_NE(workflow, nullptr);
  return after_figures(workflow_facts(project, *workflow));
}

TEST(AfterFigures, CountTheApplicationAndWhatPeopleStillDo) {
  const AfterFigures figures =
      figures_of("steps:\n" + step("a", "look") + step("b", "tell") +
                 step("c", "stamp", ", after: [a]"));

  EXPECT_EQ(figures.steps, 3);
  EXPECT_EQ(figures.departments, 2);
}

TEST(AfterFigures, CountAServiceOnceHoweverManyStepsUseIt) {
  const AfterFigures figures =
      figures_of("steps:\n" + step("a", "look") + step("b", "look"));

  EXPECT_EQ(figures.steps, 2);
}

TEST(AfterFigures, MergeVisitsToOneDepartmentThatCanBeMadeAtOnce) {
  const AfterFigures together =
      figures_of("steps:\n" + step("a", "stamp") + step("b", "sign"));
  const AfterFigures in_turn = figures_of("steps:\n" + step("a", "stamp") +
                                          step("b", "sign", ", after: [a]"));

  EXPECT_EQ(together.visits, 1);
  EXPECT_EQ(in_turn.visits, 2);
}

TEST(AfterFigures, TakeTheLargerOfTwoRoutes) {
  const AfterFigures figures = figures_of(
      "materials:\n"
      "  one: {title: 一, when: form.route == \"a\"}\n"
      "  two: {title: 二, when: form.route == \"b\"}\n"
      "  three: {title: 三, when: 'form.route in [\"b\"]'}\n"
      "  four: {title: 四, any_of: [x, y]}\n"
      "steps:\n" +
      step("a", "look", ", when: form.route == \"a\"") +
      step("b", "stamp", ", when: form.route == \"b\""));

  EXPECT_EQ(figures.steps, 2);
  EXPECT_EQ(figures.materials_max, 3);
}

TEST(AfterFigures, CountWhatExcludesEachOtherOnce) {
  const AfterFigures figures = figures_of(
      "  count: {title: 人数, type: int}\n"
      "steps:\n" +
      step("a", "look", ", when: form.count > 3") +
      step("b", "stamp", ", when: form.count <= 3") +
      step("c", "sign", ", ad_hoc: true"));

  EXPECT_TRUE(figures.is_exact);
  EXPECT_EQ(figures.steps, 2);
  EXPECT_EQ(figures.visits, 1);
}

TEST(AfterFigures, TellWhatIsTypedFromWhatIsShared) {
  const LoadedProject loaded = testing::check_over_base(
      {{"open.yaml",
        std::string(head) +
            "prefill:\n"
            "  licence: {title: 调取, uses: registry/find_licence,"
            " with: {uscc: =form.uscc}}\n"
            "steps:\n"
            "  tax: {title: 税务, uses: tax/carry_over,"
            " with: {uscc: =form.uscc,"
            " name: \"${prefill.licence.address} ${form.route}\"}}\n"
            "promise: 3wd\n"}});
  const ProjectFacts project =
      project_facts(loaded.project, loaded.sources, {}, Calendar::china(),
                    *parse_date("2026-03-02"));
  const WorkflowFacts facts =
      workflow_facts(project, *loaded.project.find_workflow("open"));

  const InputCounts inputs = inputs_of(facts);

  EXPECT_EQ(inputs.all, 2);
  EXPECT_EQ(inputs.shared, 1);
  EXPECT_EQ(after_figures(facts).time, (Term{3, TermUnit::working_days}));
}

TEST(AfterFigures, OfTheFlagshipAreBetterThanBefore) {
  const Result<LoadedProject> loaded = load_project("../workflows");
  ASSERT_TRUE(loaded);
  const LoadedProject& shipped = loaded.value();
  const ProjectFacts project =
      project_facts(shipped.project, shipped.sources, {}, Calendar::china(),
                    *parse_date("2026-03-02"));
  const Workflow* workflow =
      shipped.project.find_workflow("individual_to_company");
  ASSERT_NE(workflow, nullptr);
  ASSERT_TRUE(workflow->before);

  const WorkflowFacts facts = workflow_facts(project, *workflow);
  const AfterFigures figures = after_figures(facts);
  const InputCounts inputs = inputs_of(facts);

  EXPECT_LT(figures.departments, *workflow->before->departments);
  EXPECT_LT(figures.steps, *workflow->before->steps);
  EXPECT_LT(figures.visits, *workflow->before->visits);
  EXPECT_LT(figures.materials_max, *workflow->before->materials);
  EXPECT_GT(inputs.shared * 3, inputs.all);
}

}  // namespace
}  // namespace onething::check
