// SPDX-License-Identifier: Apache-2.0
//
// A promise that the departments' own limits cannot keep: the critical path of
// those to whom it is made is longer. Where it is longer than the law allows,
// path_over_statutory says so and this says nothing.

#include "check/checks.h"
#include "check/time/path_findings.h"

namespace onething::check {

void check_path_over_promise(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || workflow.promises.empty()) return;
  CaseConditions conditions(facts);
  for (std::size_t i = 0; i < workflow.promises.size(); ++i) {
    const Limit& promise = workflow.promises[i].within;
    const CriticalPath path = critical_path(facts, conditions, i);
    if (!is_over(path.length, length_of(promise.term))) continue;
    if (workflow.statutory &&
        is_over(path.length, length_of(workflow.statutory->term)))
      continue;
    Diagnostic& found = findings.report(
        promise.span,
        {"check_time.path_over_promise",
         {{"workflow", workflow.id.text},
          {"promise", to_text(promise.term)},
          {"needed", needed(path)}}},
        {"check_time.expected_at_least", {{"least", needed(path)}}},
        {"check_time.help_path_over_promise",
         {{"path", path.text()}, {"needed", needed(path)}}});
    add_path_labels(path, found);
  }
}

}  // namespace onething::check
