// SPDX-License-Identifier: Apache-2.0
//
// Small changes of a workflow: those that matter to a scenario are noticed,
// and those that none looks at are named.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "onething/mutation.h"
#include "support/case_builder.h"

namespace onething {
namespace {

constexpr std::string_view kWorkflow = R"(onething: 1
workflow: trial_thing
title: 试办一件事
version: 1.0.0
lead: market
promise: 5wd
form:
  company: {title: 企业名称, type: text}
  size: {title: 人数, type: int}
steps:
  tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company, note: =form.company}, when: form.size > 5}
  review: {title: 审查, uses: window/review, with: {name: =form.company}, after: [tax], on_refused: continue}
)";

constexpr std::string_view kHead = R"(onething: 1
scenarios: trial_thing
form: {company: 新店, size: 9}
given:
  tax: {done: {receipt: R-1}}
  review: {done: {result: 过}}
examples:
)";

WorkflowMutation mutate(const std::string& examples) {
  const MutationRun run = run_mutation_text(
      {"trial_thing.test.yaml", std::string(kHead) + examples},
      load_texts({{"onething.yaml", testing::kProject},
                  {"departments/market.yaml", testing::kMarket},
                  {"departments/tax.yaml", testing::kTax},
                  {"departments/window.yaml", testing::kWindow},
                  {"workflows/trial_thing.yaml", std::string(kWorkflow)}}));
  EXPECT_TRUE(run.scenarios.has_passed())
      << scenarios_text(run.scenarios, Language::en, false);
  if (run.workflows.size() == 1) return run.workflows.front();
  ADD_FAILURE() << run.workflows.size() << " workflows";
  return {};
}

std::vector<std::string> survivors(const WorkflowMutation& mutation) {
  std::vector<std::string> texts;
  for (const Survivor& each : mutation.survivors)
    texts.push_back(render(each.text, Language::en));
  return texts;
}

bool has(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

TEST(Mutation, NamesWhatNoScenarioNotices) {
  const WorkflowMutation weak = mutate("  one:\n    then: {state: granted}\n");
  const std::vector<std::string> texts = survivors(weak);
  for (const char* text :
       {"promise.1 is 6wd", "the `when` of steps.tax is the other way round",
        "steps.tax has no `when`", "in the condition of steps.tax this is >=",
        "steps.tax does not give note", "steps.review does not wait for tax",
        "when steps.review is refused, the case ends"})
    EXPECT_TRUE(has(texts, text)) << text;
  EXPECT_FALSE(has(texts, "steps.tax does not give name"));
  EXPECT_LT(weak.percent(), 50U);
}

TEST(Mutation, IsNoticedByScenariosThatLookAtIt) {
  const WorkflowMutation strong = mutate(
      "  one:\n    then: {state: granted, due: 2026-03-09, done: [tax, "
      "review], "
      "ledger: {tax: [name, note]}}\n"
      "  small:\n    form: {size: 5}\n    then: {skipped: tax}\n"
      "  waits:\n    given: {tax: {silent: true}}\n"
      "    then: {untouched: review}\n"
      "  refused:\n    given: {review: {refused: {reason: x, basis: x, "
      "remedies: [x]}}}\n    then: {state: granted}\n"
      "  tax_refused:\n    given: {tax: {refused: {reason: x, basis: x, "
      "remedies: [x]}}}\n    then: {state: denied}\n");
  EXPECT_EQ(survivors(strong), std::vector<std::string>{});
  EXPECT_EQ(strong.percent(), 100U);
  EXPECT_EQ(strong.changes,
            mutate("  one:\n    then: {state: granted}\n").changes);
}

TEST(Mutation, PointsAtItsPlace) {
  const WorkflowMutation weak = mutate("  one:\n    then: {state: granted}\n");
  const auto found = std::find_if(
      weak.survivors.begin(), weak.survivors.end(),
      [](const Survivor& each) { return each.change == "move_boundary"; });
  ASSERT_NE(found, weak.survivors.end());
  EXPECT_EQ(found->span.begin.line, 11U);
}

}  // namespace
}  // namespace onething
