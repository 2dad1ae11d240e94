// SPDX-License-Identifier: Apache-2.0
//
// Promises by condition of which, for some applicants, none applies: for them
// nobody is ever late.

#include "check/checks.h"
#include "check/time/case_conditions.h"

namespace onething::check {

void check_promise_missing_for_some(const WorkflowFacts& facts,
                                    Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || workflow.promises.empty()) return;
  CaseConditions conditions(facts);
  if (!conditions.leaves_out_somebody()) return;
  findings.report(
      workflow.promises.back().when.span(),
      {"check_time.promise_missing_for_some",
       {{"workflow", workflow.id.text}, {"witness", conditions.witness()}}},
      {"check_time.expected_promise_for_rest", {}},
      {"check_time.help_promise_missing_for_some", {}});
}

}  // namespace onething::check
