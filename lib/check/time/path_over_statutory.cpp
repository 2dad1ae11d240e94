// SPDX-License-Identifier: Apache-2.0
//
// The critical path is longer than what the law gives for the whole.

#include "check/checks.h"
#include "check/time/path_findings.h"

namespace onething::check {

void check_path_over_statutory(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.statutory) return;
  CaseConditions conditions(facts);
  const CriticalPath path = critical_path(facts, conditions);
  const Limit& statutory = *workflow.statutory;
  if (!is_over(path.length, length_of(statutory.term))) return;
  Diagnostic& found = findings.report(
      statutory.span,
      {"check_time.path_over_statutory",
       {{"workflow", workflow.id.text},
        {"statutory", to_text(statutory.term)},
        {"needed", needed(path)}}},
      {"check_time.expected_path_within", {{"needed", needed(path)}}},
      {"check_time.help_path_over_statutory", {{"path", path.text()}}});
  add_path_labels(path, found);
}

}  // namespace onething::check
