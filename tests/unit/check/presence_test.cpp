// SPDX-License-Identifier: Apache-2.0
//
// Whether a step's result is there: in workflows with states of their own, and
// where a department's file could not be read.

#include <gtest/gtest.h>

#include <string>

#include "support/check_case.h"

namespace onething {
namespace {

const std::string kCourt = R"(onething: 1
department: court
title: 裁决机关
services:
  look: {title: 检查, by: person, role: 岗, input: {uscc: uscc}, output: {ok: bool}}
  decide: {title: 决定, input: {uscc: uscc}, output: {number: text}}
  tell: {title: 告知, input: {number: text}, output: {receipt: text}}
)";

// Two rounds of looking at most differ; `states` and `outcome` are the test's.
std::string workflow(const std::string& states, const std::string& outcome) {
  return R"(onething: 1
workflow: convert
title: 检查
lead: court
form:
  uscc: {title: 代码, type: uscc}
  fast: {title: 加急, type: bool}
steps:
  look: {uses: court/look, with: {uscc: =form.uscc}}
  decide: {uses: court/decide, when: form.fast, with: {uscc: =form.uscc}}
  note: {uses: court/decide, when: steps.look.ok, with: {uscc: =form.uscc}}
states:
)" + states +
         "outcome: {all: '=" + outcome + "'}\n";
}

std::string codes_in(const std::string& states, const std::string& outcome) {
  const LoadedProject loaded =
      testing::check_over_base({{"convert.yaml", workflow(states, outcome)},
                                {"departments/court.yaml", kCourt}});
  std::string codes;
  for (const Diagnostic& one : loaded.diagnostics)
    if (one.code == "OT4001" || one.code == "OT4005" || one.code == "OT3118" ||
        one.code < "OT2120")
      codes += std::string(one.code) + " ";
  return codes;
}

const std::string kStraight = R"(
  looking: {steps: [look], events: {done: {to: deciding}}}
  deciding: {steps: [decide], events: {done: {to: over}}}
  over: {end: granted}
)";

TEST(Presence, FollowsTheConditionOfAStepThatEveryCaseComesTo) {
  EXPECT_EQ(codes_in(kStraight, "form.fast ? steps.decide.number : \"-\""), "");
  EXPECT_EQ(codes_in(kStraight, "steps.decide.number"), "OT4001 ");
  EXPECT_EQ(codes_in(kStraight, "steps.look.ok ? \"a\" : \"b\""), "");
}

TEST(Presence, IsNotCertainWhereAPersonMayEndTheStateBefore) {
  const std::string states = R"(
  looking: {steps: [look], events: {done: {to: over}, stop: {to: over}}}
  over: {end: granted}
)";
  EXPECT_EQ(codes_in(states, "steps.look.ok ? \"a\" : \"b\""), "OT4001 ");
  EXPECT_EQ(codes_in(states, "has(steps.look) ? \"a\" : \"b\""), "");
}

TEST(Presence, OfAGuardThatPeopleMayAskForEarlyIsNoMistake) {
  const std::string states = R"(
  looking:
    steps: [look]
    events: {done: {to: over}, stop: {when: steps.look.ok, to: over}}
  over: {end: granted}
)";
  EXPECT_EQ(codes_in(states, "\"a\""), "");
}

TEST(Presence, ForgetsWhatActsAnew) {
  const std::string states = R"(
  looking: {steps: [look], events: {done: {to: noting}}}
  noting: {steps: [note], events: {again: {to: looking_again}, done: {to: over}}}
  looking_again: {steps: [look], events: {done: {to: over}}}
  over: {end: granted}
)";
  EXPECT_EQ(codes_in(states, "steps.look.ok ? steps.note.number : \"b\""),
            "OT4001 ");
  EXPECT_EQ(codes_in(states, "steps.?note.number.orValue(\"b\")"), "");
}

TEST(Presence, OfWhatAnUnreadableDepartmentGivesIsNotJudged) {
  const std::string states = R"(
  looking: {steps: [look], events: {done: {to: over}}}
  over: {end: granted}
)";
  const LoadedProject loaded = testing::check_over_base(
      {{"convert.yaml",
        workflow(states,
                 "steps.?decide.number.or(steps.?note.number).value()")},
       {"departments/court.yaml", kCourt + "colour: red\n"}});

  EXPECT_TRUE(testing::with_code(loaded.diagnostics, "OT4001").empty());
  EXPECT_TRUE(testing::with_code(loaded.diagnostics, "OT4005").empty());
}

}  // namespace
}  // namespace onething
