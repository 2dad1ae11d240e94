// SPDX-License-Identifier: Apache-2.0
//
// From a workflow to plans: what waits for what, whose data goes where, and
// what cannot be run at all.

#include <gtest/gtest.h>

#include "engine/definition.h"
#include "support/case_builder.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using Words = std::vector<std::string>;

Words waits(const engine::Definition& definition, std::string_view id) {
  Words names;
  for (const engine::StepPlan& plan : definition.plans)
    if (plan.id == id)
      for (const std::size_t index : plan.waits_for)
        names.push_back(definition.plans[index].id);
  return names;
}

TEST(Compile, MakesStepsWaitForWhatAnyOfTheirFormulasReads) {
  const CaseBuilder one(R"(
form: {company: text, codes: {type: list, of: text}}
prefill:
  licence: {uses: market/find, with: {uscc: =form.company}}
steps:
  a: {uses: tax/debit, with: {name: =form.company}}
  b: {uses: tax/debit, when: has(steps.a.receipt), with: {name: "甲"}}
  c: {uses: tax/permit, for_each: '=form.codes', with: {code: '${each}-${steps.b.receipt}'}}
  d: {uses: market/register, keep: {name: =steps.a.receipt}, with: {uscc: "1", name: "2"}}
  e: {uses: tax/debit, after: [d], with: {name: '=steps.?c.orValue([]).size() > 0 ? "是" : "否"'}}
)");
  const engine::Definition& d = one.definition();
  EXPECT_EQ(d.plans.front().id, "prefill.licence");
  EXPECT_EQ(waits(d, "prefill.licence"), Words{});
  EXPECT_EQ(waits(d, "a"), Words{"prefill.licence"});
  EXPECT_EQ(waits(d, "b"), (Words{"prefill.licence", "a"}));
  EXPECT_EQ(waits(d, "c"), (Words{"prefill.licence", "b"}));
  EXPECT_EQ(waits(d, "d"), (Words{"prefill.licence", "a"}));
  EXPECT_EQ(waits(d, "e"), (Words{"prefill.licence", "c", "d"}));
}

TEST(Compile, KnowsWhoseDataEachFieldIs) {
  const CaseBuilder one(R"(
form: {company: text, codes: {type: list, of: text}}
prefill:
  licence: {uses: market/find, with: {uscc: =form.company}}
steps:
  a: {uses: tax/debit, with: {name: =prefill.licence.old_name}}
  b: {uses: window/review, with: {name: '${form.company}${steps.a.receipt}'}}
  c: {uses: tax/permit, for_each: '=form.codes', with: {code: =each}}
  d: {uses: tax/debit, with: {name: "固定"}}
)");
  const auto from = [&](std::string_view id) {
    for (const engine::StepPlan& plan : one.definition().plans)
      if (plan.id == id) return plan.input.at(0).from;
    return Words{"no such step"};
  };
  EXPECT_EQ(from("prefill.licence"), Words{"applicant"});
  EXPECT_EQ(from("a"), Words{"market"});
  EXPECT_EQ(from("b"), (Words{"applicant", "tax"}));
  EXPECT_EQ(from("c"), Words{"applicant"});
  EXPECT_EQ(from("d"), Words{"workflow"});
}

// The key of the Error for a workflow that load/ has complained about already.
std::string compile_error(const std::string& steps) {
  const LoadedProject loaded = load_texts({
      {"onething.yaml", testing::kProject},
      {"departments/tax.yaml", testing::kTax},
      {"workflows/w.yaml",
       "onething: 1\nworkflow: w\ntitle: 试\nversion: 1.0.0\nlead: tax\n"
       "form: {company: text}\nsteps:\n" +
           steps},
  });
  const Workflow* workflow = loaded.project.find_workflow("w");
  if (workflow == nullptr) return "no workflow";
  const Result<engine::Definition> compiled =
      engine::compile(loaded.project, *workflow, Calendar::china(), "hash");
  if (compiled) return "";
  EXPECT_EQ(compiled.error().code, ErrorCode::invalid);
  return std::string(compiled.error().message.key);
}

TEST(Compile, RefusesWhatCannotBeRun) {
  EXPECT_EQ(
      compile_error("  a: {uses: tax/debit, with: {name: =form.company}}"), "");
  EXPECT_EQ(compile_error("  a: {uses: tax/nothing, with: {}}"),
            "engine.service_unknown");
  EXPECT_EQ(compile_error("  a: {uses: tax/debit, with: {nom: \"x\"}}"),
            "engine.input_unknown");
  EXPECT_EQ(compile_error("  a: {uses: tax/debit, with: {name: =form.}}"),
            "engine.formula_broken");
  EXPECT_EQ(
      compile_error("  a: {uses: tax/debit, after: [z], with: {name: \"x\"}}"),
      "engine.after_unknown");
  EXPECT_EQ(
      compile_error("  a: {uses: tax/debit, with: {name: =steps.b.receipt}}\n"
                    "  b: {uses: tax/debit, with: {name: =steps.a.receipt}}"),
      "engine.waits_for_itself");
  EXPECT_EQ(
      compile_error("  a: {uses: tax/debit, with: {name: =steps.a.receipt}}"),
      "engine.waits_for_itself");
}

}  // namespace
}  // namespace onething
