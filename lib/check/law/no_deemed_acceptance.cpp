// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第三十二条: whoever does not say within five days what is
// missing has accepted. Where somebody decides on acceptance and no limit for
// the notice is written, that never happens.

#include "check/checks.h"

namespace onething::check {

void check_no_deemed_acceptance(const WorkflowFacts& facts,
                                Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (!workflow.acceptance || workflow.clocks.notice) return;
  findings.report(workflow.acceptance->span,
                  {"check_law.no_deemed_acceptance", {}},
                  {"check_law.expected_notice_limit", {}},
                  {"check_law.help_no_deemed_acceptance", {}});
}

}  // namespace onething::check
