// SPDX-License-Identifier: Apache-2.0
//
// Personal data may be handled only for a stated purpose
// (《个人信息保护法》第六 条); the receiver's contract is where it is stated.

#include "check/checks.h"

namespace onething::check {

void check_sent_without_purpose(const DepartmentFacts& facts,
                                Findings& findings) {
  for (const Service& service : facts.department.services)
    for (const Field& field : service.input) {
      if (field.type.sensitivity < Sensitivity::personal) continue;
      if (!field.purpose.empty()) continue;
      findings.report(
          field.id.span,
          {"check_privacy.no_purpose",
           {{"field", field.id.text}, {"service", service.id.text}}},
          {"check_privacy.expected_purpose", {}},
          {"check_privacy.help_purpose", {}});
    }
}

}  // namespace onething::check
