// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第三十二条: what is missing is told once and within five
// working days; otherwise the application counts as accepted from its receipt.

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

void check_notice_over_five(const WorkflowFacts& facts, Findings& findings) {
  constexpr Term most = {5, TermUnit::working_days};
  const auto& notice = facts.workflow.clocks.notice;
  if (!notice || !is_over(notice->term, most)) return;
  findings.report(
      notice->span,
      {"check_time.notice_over_five", {{"limit", to_text(notice->term)}}},
      {"check_time.expected_at_most", {{"most", to_text(most)}}},
      {"check_time.help_notice_over_five", {}});
}

}  // namespace onething::check
