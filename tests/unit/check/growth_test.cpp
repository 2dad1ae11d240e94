// SPDX-License-Identifier: Apache-2.0
//
// Loading and checking a workflow that is four times as large takes about four
// times as long, also when everything in it is misspelt.

#include <gtest/gtest.h>

#include "base/limits.h"
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

}  // namespace
}  // namespace onething
