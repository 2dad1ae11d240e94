// SPDX-License-Identifier: Apache-2.0
//
// A place may promise less time than the law allows, never more
// (《优化营商环境条例》第三十六条).

#include <utility>

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

void check_promise_over_statutory(const WorkflowFacts& facts,
                                  Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.statutory) return;
  const Limit& statutory = *workflow.statutory;
  for (const Promise& promise : workflow.promises) {
    if (!is_over(promise.within.term, statutory.term)) continue;
    const std::string most = to_text(statutory.term);
    findings
        .report(promise.within.span,
                {"check_time.promise_over_statutory",
                 {{"what", workflow.id.text},
                  {"promise", to_text(promise.within.term)},
                  {"statutory", most}}},
                {"check_time.expected_at_most", {{"most", most}}},
                {"check_time.help_within_statutory", {{"most", most}}})
        .labels.push_back({statutory.span, {"check_time.label_statutory", {}}});
  }
}

}  // namespace onething::check
