// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第四十四条: a licence is delivered within ten working days of
// the decision. A clock of its own, outside the promise.

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

void check_delivery_over_ten(const WorkflowFacts& facts, Findings& findings) {
  constexpr Term most = {10, TermUnit::working_days};
  const auto& delivery = facts.workflow.clocks.delivery;
  if (!delivery || !is_over(delivery->term, most)) return;
  findings.report(
      delivery->span,
      {"check_time.delivery_over_ten", {{"limit", to_text(delivery->term)}}},
      {"check_time.expected_at_most", {{"most", to_text(most)}}},
      {"check_time.help_delivery_over_ten", {}});
}

}  // namespace onething::check
