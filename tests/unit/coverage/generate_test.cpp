// SPDX-License-Identifier: Apache-2.0
//
// Scenarios that the program writes: read from their text they pass, and they
// go through what was missing.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "onething/scenario_generate.h"
#include "support/case_builder.h"

namespace onething {
namespace {

const Date kToday = *parse_date("2026-03-02");

constexpr std::string_view kHead =
    "onething: 1\nworkflow: trial_thing\ntitle: 试办一件事\n"
    "version: 1.0.0\nlead: market\n";

LoadedProject project_of(std::string_view workflow) {
  return load_texts({{"onething.yaml", testing::kProject},
                     {"departments/market.yaml", testing::kMarket},
                     {"departments/tax.yaml", testing::kTax},
                     {"departments/window.yaml", testing::kWindow},
                     {"workflows/trial_thing.yaml",
                      std::string(kHead) + std::string(workflow)}});
}

GeneratedScenarios generate(std::string_view workflow,
                            const std::string& examples) {
  const GenerationRun run = generate_scenarios_text(
      {"trial_thing.test.yaml",
       "onething: 1\nscenarios: trial_thing\nexamples:\n" + examples},
      project_of(workflow), kToday, Language::en);
  EXPECT_TRUE(run.scenarios.has_passed())
      << scenarios_text(run.scenarios, Language::en, false);
  if (run.workflows.size() == 1) return run.workflows.front();
  ADD_FAILURE() << run.workflows.size() << " workflows";
  return {};
}

// What the generated ones alone go through; all of them must pass.
WorkflowCoverage measure(std::string_view workflow, const std::string& text) {
  const CoverageRun run =
      run_coverage_text({"made.test.yaml", text}, project_of(workflow), kToday);
  EXPECT_TRUE(run.scenarios.has_passed())
      << scenarios_text(run.scenarios, Language::en, false)
      << render_text(run.scenarios.diagnostics, run.scenarios.sources, {})
      << text;
  if (run.workflows.size() == 1) return run.workflows.front();
  ADD_FAILURE() << run.workflows.size() << " workflows";
  return {};
}

std::string missing(const WorkflowCoverage& coverage) {
  std::string text;
  for (const CoverageItem& item : coverage.items)
    if (!item.is_covered()) text += item.owner + " " + item.outcome + "\n";
  return text;
}

constexpr std::string_view kBranches = R"(
promise:
  - {when: form.kind == "small", within: 3wd}
  - {within: 5wd}
clocks: {supplement: 10wd, delivery: 5wd}
delivery: {department: window, role: 发证员}
form:
  company: {title: 企业名称, type: text}
  kind: {title: 大小, type: enum, of: {small: 小, large: 大}}
  size: {title: 人数, type: int, when: form.kind == "large"}
  names: {title: 名称, type: list, of: text}
materials:
  premises: {title: 住所, when: form.kind == "large", any_of: [deed, lease], tolerate: 3wd}
steps:
  tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company}, when: 'form.kind == "large" && form.size > 5', on_refused: continue, may_skip: true}
  review: {title: 审查, uses: window/review, with: {name: =each}, for_each: =form.names}
  stamp: {title: 刻章, uses: window/stamp, with: {name: =form.company}, when: '!has(steps.tax) || steps.tax.receipt == "R-1"'}
)";

TEST(Generate, GoesThroughAllThatWasMissing) {
  const GeneratedScenarios made =
      generate(kBranches,
               "  small:\n    form: {company: 新店, kind: small, names: []}\n"
               "    given: {stamp: {done: {stamp: S}}}\n"
               "    then: {state: granted}\n");
  EXPECT_LT(made.percent_before, 50U);
  EXPECT_EQ(made.percent, 100U);
  EXPECT_TRUE(made.left_out.empty())
      << render(made.left_out.front(), Language::en);
  const WorkflowCoverage measured = measure(kBranches, made.text);
  EXPECT_EQ(missing(measured), "") << made.text;
}

TEST(Generate, WritesNothingTwice) {
  const std::string small =
      "  small:\n    form: {company: 新店, kind: small, names: []}\n"
      "    given: {stamp: {done: {stamp: S}}}\n"
      "    then: {state: granted}\n";
  const GeneratedScenarios made = generate(kBranches, small);
  const GenerationRun again =
      generate_scenarios_text({"made.test.yaml", made.text},
                              project_of(kBranches), kToday, Language::en);
  ASSERT_EQ(again.workflows.size(), 1U);
  EXPECT_EQ(again.workflows[0].percent_before, 100U);
  EXPECT_EQ(again.workflows[0].text, "");
}

constexpr std::string_view kStates = R"(
form: {company: {title: 企业名称, type: text}, urgent: {title: 急, type: bool}}
steps:
  tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company}}
  second: {title: 复审, uses: window/review, with: {name: =form.company}}
states:
  open:
    title: 办理
    steps: [tax]
    events:
      done: {to: closed, when: form.urgent}
      pass: {title: 复审, to: second_look, who: {department: window, role: 主任}, when: '!form.urgent'}
      late: {title: 到期, after: 5wd, to: closed}
  second_look: {title: 复审, steps: [second], events: {done: {to: closed}}}
  closed: {title: 办结, end: granted}
)";

TEST(Generate, OrdersEventsOfTheWorkflowsOwnStates) {
  const GeneratedScenarios made =
      generate(kStates,
               "  urgent:\n    form: {company: 新店, urgent: true}\n"
               "    given: {tax: {done: {receipt: R-1}}}\n"
               "    then: {state: closed}\n");
  EXPECT_EQ(made.percent, 100U) << made.text;
  EXPECT_NE(made.text.find("do: event, event: pass, refused: true"),
            std::string::npos)
      << made.text;
  const WorkflowCoverage measured = measure(kStates, made.text);
  for (const CoverageItem& item : measured.items) {
    const bool is_asked = item.part == CoveragePart::transition &&
                          item.owner.starts_with("states.") &&
                          item.owner != "states.open.events.done";
    EXPECT_TRUE(item.is_covered() || !is_asked) << item.owner;
  }
}

TEST(Generate, NamesWhatItCannotReach) {
  const std::string workflow = R"(
form: {company: {title: 企业名称, type: text}}
steps:
  tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company}, when: 'form.company.matches("[0-9]{7}[a-z]")'}
)";
  const GeneratedScenarios made = generate(workflow,
                                           "  one:\n    form: {company: 新店}\n"
                                           "    then: {state: granted}\n");
  ASSERT_FALSE(made.left_out.empty());
  EXPECT_EQ(render(made.left_out.front(), Language::en),
            "no scenario was written: `when` of steps.tax holds (no "
            "application, answer or time that was tried leads there)");
}

}  // namespace
}  // namespace onething
