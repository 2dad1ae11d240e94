// SPDX-License-Identifier: Apache-2.0
//
// A place may promise less time than the law allows, never more
// (《优化营商环境条例》第三十六条).

#include "check/checks.h"
#include "check/time/over_statutory.h"

namespace onething::check {

void check_promise_over_statutory(const WorkflowFacts& facts,
                                  Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.statutory) return;
  for (const Promise& promise : workflow.promises)
    report_over_statutory(findings, workflow.id.text, promise.within,
                          *workflow.statutory);
}

}  // namespace onething::check
