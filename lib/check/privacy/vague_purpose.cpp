// SPDX-License-Identifier: Apache-2.0
//
// "业务需要" is true of everything: a purpose has to be clear
// (《个人信息保护法》第六条).

#include "check/checks.h"
#include "check/flow.h"
#include "check/privacy/telling_titles.h"

namespace onething::check {

void check_vague_purpose(const DepartmentFacts& facts, Findings& findings) {
  if (facts.project.is_broken(facts.department.id.span)) return;
  for (const Service& service : facts.department.services)
    for (const Field& field : service.input) {
      if (highest_sensitivity(field.type) < Sensitivity::personal) continue;
      if (!is_vague_purpose(field.purpose)) continue;
      findings.report(field.id.span,
                      {"check_privacy.vague",
                       {{"field", field.id.text}, {"purpose", field.purpose}}},
                      {"check_privacy.expected_clear", {}},
                      {"check_privacy.help_clear", {}});
    }
}

}  // namespace onething::check
