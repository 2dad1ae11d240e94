// SPDX-License-Identifier: Apache-2.0
//
// 国办发〔2020〕42号 and 《山东省优化营商环境条例》第二十九条:
// where a wrong decision would do grave harm, the applicant's word is not
// enough.

#include "check/checks.h"

namespace onething::check {

void check_commitment_excluded(const DepartmentFacts& facts,
                               Findings& findings) {
  for (const Service& service : facts.department.services) {
    const auto& commitment = service.commitment;
    if (!commitment || commitment->field == RiskField::general) continue;
    findings.report(
        commitment->span,
        {"check_law.commitment_excluded", {{"service", service.id.text}}},
        {"check_law.expected_no_commitment", {}},
        {"check_law.help_commitment_excluded", {}});
  }
}

}  // namespace onething::check
