// SPDX-License-Identifier: Apache-2.0
//
// An address is written into the logs of every machine on the way, and into
// histories: nothing personal belongs there.

#include <string>

#include "check/checks.h"
#include "check/flow.h"

namespace onething::check {

void check_personal_in_url(const DepartmentFacts& facts, Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (!service.call.http) continue;
    for (const Field& field : service.input) {
      if (highest_sensitivity(field.type) < Sensitivity::personal) continue;
      const std::string parameter = "{" + field.id.text + "}";
      if (service.call.http->path.find(parameter) == std::string::npos)
        continue;
      Diagnostic& finding = findings.report(
          service.call.http->span,
          {"check_privacy.in_url",
           {{"service", service.id.text}, {"field", field.id.text}}},
          {"check_privacy.expected_body", {}},
          {"check_privacy.help_url",
           {{"parameter", parameter}, {"service", service.id.text}}});
      finding.labels.push_back(
          {field.id.span, {"check_privacy.label_personal", {}}});
    }
  }
}

}  // namespace onething::check
