// SPDX-License-Identifier: Apache-2.0
//
// What a case ends with is shown, sent and kept apart from its form.

#include "check/checks.h"
#include "check/privacy/recipients.h"

namespace onething::check {

void check_personal_in_outcome(const WorkflowFacts& facts, Findings& findings) {
  for (const PersonalFlow& one : personal_flows(facts)) {
    if (one.step != nullptr) continue;
    findings.report(one.flow->span,
                    {"check_privacy.in_outcome",
                     {{"path", one.flow->from.path(facts.workflow)}}},
                    {"check_privacy.expected_outcome", {}},
                    {"check_privacy.help_outcome", {}});
  }
}

}  // namespace onething::check
