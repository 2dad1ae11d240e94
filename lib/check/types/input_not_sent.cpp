// SPDX-License-Identifier: Apache-2.0
//
// GET has no body (RFC 9110, 9.3.1): what is not in the path does not reach the
// department, although the ledger of who got what says so.

#include "check/checks.h"

namespace onething::check {

void check_input_not_sent(const DepartmentFacts& facts, Findings& findings) {
  for (const Service& service : facts.department.services) {
    if (!service.call.http || service.call.http->method != "GET" ||
        facts.project.is_broken(service.id.span))
      continue;
    const HttpContract& http = *service.call.http;
    const char* join = http.path.find('?') == std::string::npos ? "?" : "&";
    for (const Field& field : service.input) {
      const std::string& name = field.id.text;
      if (http.path.find("{" + name + "}") != std::string::npos) continue;
      findings
          .report(field.id.span,
                  {"check_types.input_not_sent",
                   {{"field", name}, {"service", service.id.text}}},
                  {"check_types.expected_in_path", {}},
                  {"check_types.help_input_not_sent",
                   {{"path", http.path + join + name + "={" + name + "}"}}})
          .labels.push_back({http.span, {"check_types.label_get", {}}});
    }
  }
}

}  // namespace onething::check
