// SPDX-License-Identifier: Apache-2.0
//
// As promise_over_statutory, for one service of a department.

#include <string>

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

void check_service_promise_over_statutory(const DepartmentFacts& facts,
                                          Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (!service.promised || !service.statutory) continue;
    const Limit& statutory = *service.statutory;
    if (!is_over(service.promised->term, statutory.term)) continue;
    const std::string most = to_text(statutory.term);
    findings
        .report(service.promised->span,
                {"check_time.promise_over_statutory",
                 {{"what", service.id.text},
                  {"promise", to_text(service.promised->term)},
                  {"statutory", most}}},
                {"check_time.expected_at_most", {{"most", most}}},
                {"check_time.help_within_statutory", {{"most", most}}})
        .labels.push_back({statutory.span, {"check_time.label_statutory", {}}});
  }
}

}  // namespace onething::check
