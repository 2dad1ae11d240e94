// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第八十二条: the limits of that law are working days. `30d` for
// a licence is probably the law's "三十日" copied as it stands.

#include "check/checks.h"

namespace onething::check {

namespace {

void look_at(const Service& service, const std::optional<Limit>& limit,
             Findings& findings) {
  if (!limit || limit->term.unit != TermUnit::days) return;
  const Term meant = {limit->term.count, TermUnit::working_days};
  findings.report(
      limit->span,
      {"check_time.calendar_days_in_limit",
       {{"service", service.id.text}, {"limit", to_text(limit->term)}}},
      {"check_time.expected_working_days", {{"meant", to_text(meant)}}},
      {"check_time.help_calendar_days", {{"meant", to_text(meant)}}});
}

}  // namespace

void check_calendar_days_in_limit(const DepartmentFacts& facts,
                                  Findings& findings) {
  for (const Service& service : facts.department.services) {
    // Whoever names another rule for the limit has thought of its unit.
    if (service.kind != ServiceKind::licence || !service.limit_basis.empty())
      continue;
    look_at(service, service.statutory, findings);
    look_at(service, service.promised, findings);
  }
}

}  // namespace onething::check
