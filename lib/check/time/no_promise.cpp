// SPDX-License-Identifier: Apache-2.0
//
// 《优化营商环境条例》第三十六条: where no rule sets a limit, the office sets a
// reasonable one and keeps to it. Without a promise nobody is ever late.

#include "check/checks.h"
#include "check/time/path_findings.h"

namespace onething::check {

void check_no_promise(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.promises.empty() || workflow.steps.empty())
    return;
  CaseConditions conditions(facts);
  const CriticalPath path = critical_path(facts, conditions);
  Message help = {"check_time.help_no_promise", {}};
  if (!path.has_unknown && path.is_exact && path.length.days > 0)
    help = {"check_time.help_no_promise_path",
            {{"path", path.text()}, {"needed", needed(path)}}};
  findings.report(workflow.id.span,
                  {"check_time.no_promise", {{"workflow", workflow.id.text}}},
                  {"check_time.expected_promise", {}}, std::move(help));
}

}  // namespace onething::check
