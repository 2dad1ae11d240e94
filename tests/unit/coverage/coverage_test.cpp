// SPDX-License-Identifier: Apache-2.0
//
// What scenarios go through of a workflow: each kind of item is found, marked
// by a scenario that goes through it and by no other, and left out where no
// case can come to it.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "onething/coverage.h"
#include "support/case_builder.h"

namespace onething {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kHead =
    "onething: 1\nworkflow: trial_thing\ntitle: 试办一件事\n"
    "version: 1.0.0\nlead: market\n";

constexpr std::string_view kFile = R"(onething: 1
scenarios: trial_thing
given:
  tax: {done: {receipt: R-1}}
  window/review: {done: {result: 过}}
examples:
)";

LoadedProject project_of(std::string_view workflow) {
  return load_texts({{"onething.yaml", testing::kProject},
                     {"departments/market.yaml", testing::kMarket},
                     {"departments/tax.yaml", testing::kTax},
                     {"departments/window.yaml", testing::kWindow},
                     {"workflows/trial_thing.yaml",
                      std::string(kHead) + std::string(workflow)}});
}

WorkflowCoverage measure(std::string_view workflow,
                         const std::string& examples) {
  LoadedProject project = project_of(workflow);
  EXPECT_FALSE(has_errors(project.diagnostics)) << render_text(
      project.diagnostics, project.sources, {Language::en, false});
  const CoverageRun run = run_coverage_text(
      {"trial_thing.test.yaml", std::string(kFile) + examples},
      std::move(project), *parse_date("2026-03-02"));
  EXPECT_TRUE(run.scenarios.has_passed())
      << scenarios_text(run.scenarios, Language::en, false)
      << render_text(run.scenarios.diagnostics, run.scenarios.sources,
                     {Language::en, false});
  if (run.workflows.size() == 1) return run.workflows.front();
  ADD_FAILURE() << run.workflows.size() << " workflows were measured";
  return {};
}

// "steps.tax refused", of one part, covered or not.
Texts items(const WorkflowCoverage& coverage, CoveragePart part,
            bool is_covered) {
  Texts texts;
  for (const CoverageItem& item : coverage.items)
    if (item.part == part && item.is_covered() == is_covered)
      texts.push_back(item.owner + " " + item.outcome);
  return texts;
}
Texts covered(const WorkflowCoverage& coverage, CoveragePart part) {
  return items(coverage, part, true);
}
Texts missing(const WorkflowCoverage& coverage, CoveragePart part) {
  return items(coverage, part, false);
}

bool has(const Texts& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

constexpr std::string_view kBranches = R"(
promise:
  - {when: form.kind == "small", within: 3wd}
  - {within: 5wd}
form:
  company: {title: 企业名称, type: text}
  kind: {title: 大小, type: enum, of: {small: 小, large: 大}}
  size: {title: 人数, type: int, when: form.kind == "large"}
  names: {title: 名称, type: list, of: text}
  owners: {title: 出资人, type: list, of: text, min: 1}
materials:
  premises: {title: 住所, when: form.kind == "large", any_of: [deed, lease]}
steps:
  tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company}, when: 'form.kind == "large" && form.size > 5'}
  review: {title: 审查, uses: window/review, with: {name: =each}, for_each: =form.names}
  stamp: {title: 刻章, uses: window/stamp, with: {name: =each}, for_each: =form.owners}
)";
constexpr const char* kSmall =
    "  small:\n    form: {company: 新店, kind: small, names: [], owners: "
    "[甲]}\n"
    "    given: {stamp: {done: {stamp: S}}}\n"
    "    then: {state: granted}\n";
constexpr const char* kLarge =
    "  large:\n    form: {company: 新店, kind: large, size: 9, names: [甲], "
    "owners: [甲]}\n"
    "    materials: {premises: {lease: a.pdf}}\n"
    "    given: {stamp: {done: {stamp: S}}}\n"
    "    then: {state: granted}\n";

TEST(Coverage, KnowsWhichBranchesScenariosTake) {
  const WorkflowCoverage small = measure(kBranches, kSmall);
  EXPECT_EQ(
      covered(small, CoveragePart::branch),
      (Texts{"promise.1.when true", "form.size.when false",
             "materials.premises.when false", "steps.tax.when false",
             "steps.review.for_each empty", "steps.stamp.for_each not_empty"}));
  EXPECT_EQ(
      missing(small, CoveragePart::branch),
      (Texts{"promise.1.when false", "promise.2 applies", "form.size.when true",
             "materials.premises.when true", "materials.premises.any_of deed",
             "materials.premises.any_of lease", "steps.tax.when true",
             "steps.review.for_each not_empty"}));
  const WorkflowCoverage both =
      measure(kBranches, std::string(kSmall) + kLarge);
  EXPECT_EQ(missing(both, CoveragePart::branch),
            Texts{"materials.premises.any_of deed"});
}

TEST(Coverage, TellsByWhichScenario) {
  const WorkflowCoverage both =
      measure(kBranches, std::string(kSmall) + kLarge);
  std::vector<std::vector<std::size_t>> large, both_of_them;
  for (const CoverageItem& item : both.items) {
    if (item.owner + item.outcome == "steps.taxdone") large.push_back(item.by);
    if (item.owner + item.outcome == "steps.stampdone")
      both_of_them.push_back(item.by);
  }
  EXPECT_EQ(large, (std::vector<std::vector<std::size_t>>{{1}}));
  EXPECT_EQ(both_of_them, (std::vector<std::vector<std::size_t>>{{0, 1}}));
}

TEST(Coverage, LooksAtEachPartOfACondition) {
  const WorkflowCoverage large = measure(kBranches, kLarge);
  EXPECT_EQ(covered(large, CoveragePart::condition),
            (Texts{"steps.tax.when true", "steps.tax.when true"}));
  // The second is not asked where the first has decided.
  const WorkflowCoverage small = measure(kBranches, kSmall);
  EXPECT_EQ(covered(small, CoveragePart::condition),
            Texts{"steps.tax.when false"});
  EXPECT_EQ(small.count(CoveragePart::condition).all, 4U);
}

constexpr std::string_view kEndings = R"(
promise: 5wd
clocks: {supplement: 10wd}
form: {company: {title: 企业名称, type: text}}
steps:
  tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company}, on_refused: continue, may_skip: true}
  review: {title: 审查, uses: window/review, with: {name: =form.company}}
)";
constexpr const char* kForm = "    form: {company: 新店}\n";

TEST(Coverage, KnowsHowStepsEnd) {
  const std::string example = std::string("  one:\n") + kForm;
  const WorkflowCoverage plain =
      measure(kEndings, example + "    then: {state: granted}\n");
  EXPECT_EQ(covered(plain, CoveragePart::ending),
            (Texts{"steps.tax done", "steps.review done"}));
  EXPECT_EQ(
      missing(plain, CoveragePart::ending),
      (Texts{"steps.tax returned", "steps.tax refused", "steps.tax failed",
             "steps.tax skipped", "steps.review returned",
             "steps.review refused", "steps.review failed"}));
  const std::vector<std::pair<std::string, std::string>> ways = {
      {"    given: {tax: [{returned: x}]}\n    then: {state: correcting}\n",
       "steps.tax returned"},
      {"    given: {tax: {refused: {reason: x, basis: x, remedies: [x]}}}\n"
       "    then: {state: granted}\n",
       "steps.tax refused"},
      {"    given: {tax: {fails: 20}}\n    then: {state: processing}\n",
       "steps.tax failed"},
      {"    given: {tax: {fails: 20}}\n    when: [{after: 1wd, do: skip, step: "
       "tax}]\n    then: {state: granted}\n",
       "steps.tax skipped"},
  };
  for (const auto& [text, ending] : ways)
    EXPECT_TRUE(
        has(covered(measure(kEndings, example + text), CoveragePart::ending),
            ending))
        << ending;
}

TEST(Coverage, CountsBranchesAndEndingsOnly) {
  const WorkflowCoverage plain =
      measure(kEndings,
              std::string("  one:\n") + kForm + "    then: {state: granted}\n");
  EXPECT_EQ(plain.count(CoveragePart::branch).all, 0U);
  EXPECT_EQ(plain.count(CoveragePart::ending).all, 9U);
  EXPECT_EQ(plain.percent(), 22U);
}

TEST(Coverage, SeesDeadlinesMetAndMissed) {
  const std::string example = std::string("  one:\n") + kForm;
  const WorkflowCoverage met =
      measure(kEndings, example + "    then: {state: granted}\n");
  EXPECT_EQ(covered(met, CoveragePart::deadline),
            (Texts{"steps.review.limit met", "promise met"}));
  const WorkflowCoverage missed = measure(
      kEndings, example +
                    "    given: {review: {slow: 8wd, done: {result: 过}}}\n"
                    "    then: {state: granted}\n");
  EXPECT_EQ(covered(missed, CoveragePart::deadline),
            (Texts{"steps.review.limit missed", "promise missed"}));
  const WorkflowCoverage lapsed =
      measure(kEndings, example +
                            "    given: {review: {returned: x}}\n"
                            "    when: [{after: 20wd, do: wait}]\n"
                            "    then: {state: lapsed}\n");
  EXPECT_TRUE(
      has(covered(lapsed, CoveragePart::deadline), "clocks.supplement missed"));
  EXPECT_TRUE(has(covered(lapsed, CoveragePart::transition), "case lapsed"));
}

constexpr std::string_view kStates = R"(
form: {company: {title: 企业名称, type: text}, urgent: {title: 急, type: bool}}
steps:
  tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company}}
  never: {title: 不办, uses: window/review, with: {name: =form.company}, when: form.urgent && !form.urgent}
states:
  open:
    title: 办理
    steps: [tax]
    events:
      done: {to: closed, when: form.urgent}
      pass: {title: 放行, to: closed, who: {department: window, role: 主任}, when: form.urgent}
      late: {title: 到期, after: 5wd, to: closed}
  closed: {title: 办结, end: granted, steps: [never]}
)";

TEST(Coverage, FollowsTheWorkflowsOwnStates) {
  const WorkflowCoverage late =
      measure(kStates,
              "  late:\n    form: {company: 新店, urgent: false}\n"
              "    when: [{after: 1wd, do: event, event: pass, refused: true}, "
              "{after: 9wd, do: wait}]\n    then: {state: closed}\n");
  EXPECT_EQ(covered(late, CoveragePart::branch),
            (Texts{"states.open.events.done.when false",
                   "states.open.events.pass.when false"}));
  EXPECT_TRUE(has(covered(late, CoveragePart::transition),
                  "states.open.events.late fired"));
  EXPECT_TRUE(has(missing(late, CoveragePart::transition),
                  "states.open.events.done fired"));
  const WorkflowCoverage done =
      measure(kStates,
              "  done:\n    form: {company: 新店, urgent: true}\n"
              "    then: {state: closed}\n");
  EXPECT_EQ(covered(done, CoveragePart::branch),
            Texts{"states.open.events.done.when true"});
  EXPECT_TRUE(has(covered(done, CoveragePart::deadline),
                  "states.open.events.late met"));
}

TEST(Coverage, CountsTheEventThatGaveWayToAnother) {
  const WorkflowCoverage good =
      measure(R"(
form: {company: {title: 企业, type: text}, urgent: {title: 急, type: bool}}
steps: {tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company}}}
states:
  open:
    title: 办理
    steps: [tax]
    events:
      fast: {done: true, to: closed, when: form.urgent}
      slow: {done: true, to: closed, when: "!form.urgent"}
  closed: {title: 办结, end: granted}
)",
              "  good:\n    form: {company: 新店, urgent: true}\n"
              "    then: {state: closed}\n");

  EXPECT_EQ(covered(good, CoveragePart::branch),
            (Texts{"states.open.events.fast.when true",
                   "states.open.events.slow.when false"}));
}

TEST(Coverage, LeavesOutWhatNoCaseCanComeTo) {
  const WorkflowCoverage coverage =
      measure(kStates,
              "  done:\n    form: {company: 新店, urgent: true}\n"
              "    then: {state: closed}\n");
  EXPECT_TRUE(coverage.is_explored);
  EXPECT_GT(coverage.unreachable, 4U);
  for (const CoverageItem& item : coverage.items)
    EXPECT_FALSE(item.owner.starts_with("steps.never") &&
                 item.part == CoveragePart::ending)
        << item.owner << " " << item.outcome;
}

TEST(Coverage, TellsHowToComeToWhatIsMissing) {
  const WorkflowCoverage coverage = measure(kBranches, kSmall);
  for (const CoverageItem& item : coverage.items) {
    if (item.owner != "steps.tax" || item.outcome != "refused") continue;
    ASSERT_EQ(item.story.size(), 2U);
    EXPECT_EQ(render(item.story[0].message, Language::en),
              "somebody applies with form.kind == \"large\", form.size > 5");
    EXPECT_EQ(render(item.story[1].message, Language::en),
              "steps.tax is refused");
    return;
  }
  ADD_FAILURE() << "steps.tax refused is no item";
}

}  // namespace
}  // namespace onething
