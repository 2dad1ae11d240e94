// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第四十二条: a single licence is decided on within twenty
// working days, unless a law or regulation says otherwise; `basis` beside the
// limit is where an author names it.

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

void check_single_over_20(const DepartmentFacts& facts, Findings& findings) {
  constexpr Term most = {20, TermUnit::working_days};
  for (const Service& service : facts.department.services) {
    if (service.kind != ServiceKind::licence || !service.limit_basis.empty())
      continue;
    const auto& limit =
        service.statutory ? service.statutory : service.promised;
    if (!limit || !is_over(limit->term, most)) continue;
    findings.report(
        limit->span,
        {"check_time.single_over_20",
         {{"service", service.id.text}, {"limit", to_text(limit->term)}}},
        {"check_time.expected_at_most", {{"most", to_text(most)}}},
        {"check_time.help_single_over_20", {}});
  }
}

}  // namespace onething::check
