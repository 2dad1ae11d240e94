// SPDX-License-Identifier: Apache-2.0
//
// 《市场主体登记管理条例》第十九条: registered on the spot, or within three
// working days. Binds what that regulation governs, which the basis says, and
// no other registration; its own exceptions (第三十三条) are named beside the
// limit.

#include "check/checks.h"
#include "check/law/citations.h"
#include "check/time/length.h"

namespace onething::check {

void check_registration_over_three(const DepartmentFacts& facts,
                                   Findings& findings) {
  constexpr Term most = {3, TermUnit::working_days};
  for (const Service& service : facts.department.services) {
    const bool is_governed =
        service.kind == ServiceKind::registration &&
        service.limit_basis.empty() &&
        names_registration_of_market_entities(service.basis);
    if (!is_governed) continue;
    const auto& limit =
        service.statutory ? service.statutory : service.promised;
    if (!limit || !is_over(limit->term, most)) continue;
    findings.report(
        limit->span,
        {"check_law.registration_over_three",
         {{"service", service.id.text}, {"limit", to_text(limit->term)}}},
        {"check_law.expected_three_days", {}},
        {"check_law.help_registration_over_three", {}});
  }
}

}  // namespace onething::check
