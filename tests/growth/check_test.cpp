// SPDX-License-Identifier: Apache-2.0
//
// Loading and checking a workflow that is four times as large takes about four
// times as long, also when everything in it is misspelt.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "check/facts.h"
#include "support/check_case.h"
#include "support/growth.h"

namespace onething {
namespace {

constexpr std::string_view kHead =
    "onething: 1\nworkflow: convert\ntitle: 个体工商户转企业\nlead: registry\n"
    "subject: uscc\nform:\n  uscc: {title: 信用代码, type: uscc}\n"
    "  kind: {title: 类型, type: enum, of: {a: 甲, b: 乙}}\n";

constexpr std::string_view kStep =
    "steps:\n  tax:\n    title: 税务变更\n    uses: tax/carry_over\n"
    "    with: {uscc: =form.uscc, name: =form.name}\n";

std::string replaced(std::string_view part, std::size_t number) {
  std::string out(part);
  const std::string digits = std::to_string(number);
  for (std::size_t at = out.find('@'); at != std::string::npos;
       at = out.find('@', at))
    out.replace(at, 1, digits);
  return out;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += replaced(part, i);
  return out;
}

// `write` gives a workflow for a size.
template <class Write>
void expect_linear(const Write& write, std::size_t size,
                   const std::string& what) {
  testing::expect_linear(
      [&](std::size_t times) {
        return [text = write(size * times)] {
          static_cast<void>(testing::check_over_base({{"convert.yaml", text}}));
        };
      },
      what);
}

TEST(Growth, OfManyFieldsIsLinear) {
  expect_linear(
      [](std::size_t n) {
        return std::string(kHead) +
               repeated("  f@: {title: 字段@, type: text}\n", n) +
               std::string(kStep);
      },
      100, "unused fields");
  expect_linear(
      [](std::size_t n) {
        return std::string(kHead) +
               repeated("  f@: {title: 字段@, type: text}\n", n) +
               std::string(kStep) + "outcome:\n" +
               repeated("  o@: =form.f@\n", n);
      },
      100, "used fields");
}

TEST(Growth, OfManyMisspeltNamesIsLinear) {
  expect_linear(
      [](std::size_t n) {
        return std::string(kHead) +
               repeated("  field_@: {title: 字段@, type: text}\n", 50) +
               std::string(kStep) + "outcome:\n" +
               repeated("  o@: =form.feild_@\n", n);
      },
      100, "misspelt fields");
  expect_linear(
      [](std::size_t n) {
        return std::string(kHead) + repeated("titel_@: x\n", n) +
               std::string(kStep);
      },
      200, "misspelt keys");
  expect_linear(
      [](std::size_t n) {
        return std::string(kHead) + "  of: {title: 选, type: enum, of: {" +
               repeated("opt_@: 选项@, ", n) + "z: 末}}\nmaterials:\n" +
               repeated("  m@: {title: 材料@, when: form.of == \"otp_@\"}\n",
                        n) +
               std::string(kStep);
      },
      100, "misspelt options");
}

TEST(Growth, OfManyStepsIsLinear) {
  constexpr std::string_view kChained =
      "  s_@:\n    title: 步骤@\n    uses: tax/carry_over\n"
      "    with: {uscc: =form.uscc, name: =form.uscc}\n";
  expect_linear(
      [&](std::size_t n) {
        std::string steps;
        for (std::size_t i = 0; i < n; ++i) {
          steps += replaced(kChained, i);
          if (i > 0) steps += "    after: [" + replaced("s_@", i - 1) + "]\n";
        }
        return std::string(kHead) + "steps:\n" + steps;
      },
      50, "a chain of steps");
  expect_linear(
      [&](std::size_t n) {
        return std::string(kHead) + "steps:\n" +
               repeated(std::string(kChained) + "    after: [missing_@]\n", n);
      },
      50, "steps after missing ones");
  expect_linear(
      [&](std::size_t n) {
        return std::string(kHead) + "steps:\n" +
               repeated(std::string(kChained) +
                            "    when: form.kind == \"a\"\n    each: x@\n",
                        n);
      },
      50, "steps on conditions");
}

// Checks are silent where loading failed, so that nothing would be timed.
void expect_loads(const testing::FileTexts& files) {
  const LoadedProject loaded = testing::check_over_base(files);
  for (const Diagnostic& each : loaded.diagnostics)
    EXPECT_FALSE(each.severity == Severity::error && each.code < "OT3")
        << each.code << " " << render(each.found, Language::zh);
}

// `before` and `after` stand around the numbered parts.
void expect_parts_linear(const std::string& path, const std::string& before,
                         std::string_view part, const std::string& after,
                         std::size_t size) {
  expect_loads({{path, testing::repeated(before, part, after, 3)}});
  testing::expect_linear(
      [&](std::size_t times) {
        return
            [&, text = testing::repeated(before, part, after, size * times)] {
              static_cast<void>(testing::check_over_base({{path, text}}));
            };
      },
      path + ": " + std::string(part));
}

constexpr std::string_view kSoundStep =
    "steps:\n  tax:\n    title: 税务变更\n    uses: tax/carry_over\n"
    "    with: {uscc: =form.uscc, name: =form.uscc}\n";

TEST(Growth, OfWhatTheApplicantIsAskedForIsLinear) {
  const auto expect_linear = [](const std::string& before,
                                std::string_view part,
                                const std::string& between = "") {
    expect_parts_linear("convert.yaml", std::string(kHead) + before, part,
                        between + std::string(kSoundStep), 200);
  };
  expect_linear("  operator: {title: 经营者, type: person}\n",
                "  phone_@: {title: 联系电话@, type: phone}\n");
  expect_linear(
      "", "  f@: {title: 信用代码, type: uscc, when: form.kind == \"a\"}\n");
  expect_linear("materials:\n",
                "  m@: {title: 营业执照@, when: form.kind == \"a\", "
                "tolerate: 5wd, basis: 条例第@条}\n");
  expect_linear("prefill:\n",
                "  p@: {title: 登记信息, uses: registry/find_licence, "
                "with: {uscc: =form.uscc}}\n");
  expect_linear("promise:\n", "  - {when: form.uscc == \"@\", within: 5wd}\n",
                "  - {within: 20wd}\n");
}

TEST(Growth, OfStatesAndGroupsIsLinear) {
  expect_parts_linear(
      "convert.yaml",
      std::string(kHead) + std::string(kSoundStep) + "states:\n",
      "  s@:\n    title: 状态@\n    events:\n"
      "      go: {title: 往下, to: s@, who: {role: 岗@}}\n"
      "      end: {to: closed, after: 5wd}\n",
      "  closed: {title: 办结, end: granted}\n", 100);
  expect_parts_linear("convert.yaml", std::string(kHead) + "steps:\n",
                      "  s_@:\n    title: 步骤@\n    uses: tax/carry_over\n"
                      "    with: {uscc: =form.uscc, name: =form.uscc}\n"
                      "    within: 5wd\n    on_late: skip\n"
                      "  w_@: {title: 等待@, wait: 3wd}\n",
                      "", 60);
  expect_linear(
      [&](std::size_t n) {
        std::string text = testing::repeated(
            std::string(kHead) + "steps:\n",
            "  s_@: {title: 步骤@, uses: tax/carry_over, with: "
            "{uscc: =form.uscc, name: =form.uscc}}\n",
            "groups:\n", 2 * n);
        for (std::size_t i = 0; i < n; ++i)
          text += replaced("  g@: {title: 组@, join: first, steps: ", i) +
                  replaced("[s_@, ", 2 * i) + replaced("s_@]}\n", 2 * i + 1);
        expect_loads({{"convert.yaml", text}});
        return text;
      },
      30, "groups");
}

TEST(Growth, OfStepsThatExcludeEachOthersPeopleIsLinear) {
  expect_linear(
      [&](std::size_t n) {
        std::string text = std::string(kHead) + "steps:\n";
        for (std::size_t i = 0; i < n; ++i)
          text += replaced("  s_@: {title: 步骤@, uses: tax/carry_over, ", i) +
                  "with: {uscc: =form.uscc, name: =form.uscc}" +
                  (i > 0 ? replaced(", not_by: [s_@]}\n", i - 1) : "}\n");
        expect_loads({{"convert.yaml", text}});
        return text;
      },
      60, "four eyes");
}

TEST(Growth, OfProjectsAndDepartmentsIsLinear) {
  expect_parts_linear("onething.yaml", "onething: 1\nproject: trial\npeople:\n",
                      "  p@: {title: 某甲@, department: registry, roles: "
                      "[clerk, lead_clerk]}\n",
                      "", 200);
  expect_parts_linear(
      "departments/more.yaml",
      "onething: 1\ndepartment: more\ntitle: 某局\nservices:\n",
      "  s@: {title: 事项@, basis: 条例第@条, input: {id_no: citizen_id}, "
      "output: {n: text}, undo: t@, limit: {promised: 30wd}, call: {http: "
      "{path: \"/x/{id_no}\"}}, sample: {n: \"@\"}}\n"
      "  t@: {title: 撤回@, input: {n: text}, output: {m: text}}\n",
      "", 60);
}

TEST(Limits, RefuseMoreStepsThanAWorkflowMayHave) {
  const auto with_steps = [](std::size_t count) {
    const LoadedProject loaded = testing::check_over_base(
        {{"convert.yaml",
          std::string(kHead) + "steps:\n" +
              repeated(
                  "  s@: {title: 步骤@, uses: tax/carry_over, with: {uscc: "
                  "=form.uscc, name: 名称}}\n",
                  count)}});
    return testing::with_code(loaded.diagnostics, "OT2037").size();
  };
  EXPECT_EQ(with_steps(limits::steps_max + 1), 1U);
}

using After = std::vector<std::vector<std::size_t>>;

// Whether `step` waits for `other`, however far: one step at a time.
bool waits_for(const After& after, std::size_t step, std::size_t other) {
  std::vector<std::size_t> open = {step};
  std::vector<bool> seen(after.size());
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    for (const std::size_t next : after[at]) {
      if (seen[next]) continue;
      seen[next] = true;
      open.push_back(next);
    }
  }
  return step != other && seen[other];
}

Workflow workflow_of(const After& after) {
  Workflow workflow;
  workflow.steps.resize(after.size());
  const auto id = [](std::size_t step) { return "s" + std::to_string(step); };
  for (std::size_t i = 0; i < after.size(); ++i) {
    workflow.steps[i].id.text = id(i);
    for (const std::size_t to : after[i])
      workflow.steps[i].after.push_back({id(to), {}});
  }
  return workflow;
}

void expect_before(const After& after) {
  const Project project;
  const Sources sources;
  const check::ProjectFacts whole = check::project_facts(
      project, sources, {}, Calendar::china(), *parse_date("2026-03-02"));
  const Workflow workflow = workflow_of(after);
  const check::WorkflowFacts facts = check::workflow_facts(whole, workflow);
  for (std::size_t i = 0; i < after.size(); ++i) {
    std::size_t count = 0;
    for (std::size_t j = 0; j < after.size(); ++j) {
      EXPECT_EQ(facts.before[i][j], waits_for(after, i, j)) << i << " " << j;
      count += waits_for(after, i, j) ? 1 : 0;
    }
    EXPECT_EQ(facts.before[i].count(), count) << i;
  }
}

TEST(StepsBefore, AreAllThatAStepWaitsForHoweverFar) {
  After chain(130);  // More than two words of bits.
  for (std::size_t i = 1; i < chain.size(); ++i) chain[i] = {i - 1};
  expect_before(chain);
  expect_before({{}, {}, {0, 1}, {2}, {2, 0}, {}});
}

TEST(StepsBefore, AreFoundInAndBehindACircleToo) {
  expect_before({{0}, {0}, {}});
  expect_before({{2}, {0}, {1}, {2}, {3, 5}, {}});
}

}  // namespace
}  // namespace onething
