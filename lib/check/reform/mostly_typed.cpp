// SPDX-License-Identifier: Apache-2.0
//
// Nearly everything that the steps need is typed in by the applicant; hardly
// anything runs between the departments (数据代跑).

#include <string>

#include "check/checks.h"
#include "check/reform/after_figures.h"

namespace onething::check {

void check_mostly_typed(const WorkflowFacts& facts, Findings& findings) {
  constexpr std::int64_t inputs_min = 10;  // Below that a share says nothing.
  constexpr std::int64_t one_in = 5;
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !involves_several_departments(facts)) return;
  const InputCounts inputs = inputs_of(facts);
  if (inputs.all < inputs_min || inputs.shared * one_in >= inputs.all) return;
  findings.report(workflow.id.span,
                  {"check_reform.mostly_typed",
                   {{"workflow", workflow.id.text},
                    {"inputs", std::to_string(inputs.all)},
                    {"shared", std::to_string(inputs.shared)}}},
                  {"check_reform.expected_shared", {}},
                  {"check_reform.help_mostly_typed", {}});
}

}  // namespace onething::check
