// SPDX-License-Identifier: Apache-2.0
//
// A promise by condition that is never reached: the ones before it already
// cover everybody for whom it holds, or it never holds.

#include "check/checks.h"
#include "check/time/case_conditions.h"

namespace onething::check {

void check_promise_never_made(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || workflow.promises.size() < 2) return;
  CaseConditions conditions(facts);
  for (std::size_t i = 0; i < workflow.promises.size(); ++i) {
    if (!conditions.never_made(i)) continue;
    const Promise& promise = workflow.promises[i];
    findings.report(
        promise.when.empty() ? promise.within.span : promise.when.span(),
        {"check_time.promise_never_made",
         {{"workflow", workflow.id.text},
          {"promise", to_text(promise.within.term)}}},
        {"check_time.expected_promise_made", {}},
        {"check_time.help_promise_never_made", {}});
  }
}

}  // namespace onething::check
