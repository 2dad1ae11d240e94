// SPDX-License-Identifier: Apache-2.0
//
// The subject of a case is how it is known: it stands in lists, in messages
// and in other systems, where the rest of the form does not.

#include "check/checks.h"
#include "check/flow.h"
#include "model/type_facts.h"

namespace onething::check {

void check_personal_subject(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken || facts.workflow.subject.empty()) return;
  const Field* field =
      model::find_field(facts.workflow.form, facts.workflow.subject);
  if (field == nullptr) return;
  if (highest_sensitivity(field->type) < Sensitivity::personal) return;
  findings.report(field->id.span,
                  {"check_privacy.subject", {{"field", field->id.text}}},
                  {"check_privacy.expected_subject", {}},
                  {"check_privacy.help_subject", {}});
}

}  // namespace onething::check
