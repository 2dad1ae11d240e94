// SPDX-License-Identifier: Apache-2.0
//
// Personal data goes to a department although nobody says by what right:
// neither the field, nor the service, nor the workflow names a basis
// (《个人信息保护法》第十三条 lists the grounds).

#include <algorithm>

#include "check/checks.h"
#include "check/privacy/recipients.h"

namespace onething::check {

void check_sent_without_basis(const WorkflowFacts& facts, Findings& findings) {
  if (!facts.workflow.basis.empty()) return;
  std::vector<const Step*> reported;
  const std::vector<PersonalFlow> flows = personal_flows(facts);
  const auto lacks_basis = [](const PersonalFlow& one) {
    return one.step != nullptr && one.service->basis.empty() &&
           one.flow->input->basis.empty();
  };
  for (const PersonalFlow& one : flows) {
    if (!lacks_basis(one)) continue;
    if (std::find(reported.begin(), reported.end(), one.step) != reported.end())
      continue;
    reported.push_back(one.step);
    std::vector<const Flow*> sent;
    for (const PersonalFlow& other : flows)
      if (other.step == one.step && lacks_basis(other))
        sent.push_back(other.flow);
    Diagnostic& finding = findings.report(
        one.step->uses.text.span,
        {"check_privacy.no_basis",
         {{"service", one.step->uses.text.text},
          {"fields", paths_of(facts.workflow, sent)}}},
        {"check_privacy.expected_basis", {}},
        {"check_privacy.help_basis", {{"service", one.service->id.text}}});
    finding.labels.push_back(
        {one.service->id.span, {"check_privacy.label_no_basis", {}}});
  }
}

}  // namespace onething::check
