// SPDX-License-Identifier: Apache-2.0
//
// A service that is a case of this workflow promises what the case must end
// with. What the outcome lacks, or gives as something else, stops the step of
// the other workflow after the whole case has been gone through.

#include <string>
#include <vector>

#include "check/checks.h"
#include "check/types/mapping.h"

namespace onething::check {

namespace {

// What is certain: limits are met by most values.
bool is_sure(const Misfit& misfit) {
  return misfit.kind != Misfit::Kind::limit;
}

void report(const MappingMisfit& one, const Service& service,
            Findings& findings) {
  const bool is_absent = one.misfit.kind == Misfit::Kind::absent;
  const std::vector<Arg> arguments = {
      {"service", service.id.text},
      {"output", one.field->id.text + one.misfit.path},
      {"found", one.misfit.found},
      {"wanted", one.misfit.wanted}};
  const Message headline =
      is_absent ? Message{"check_types.child_outcome_lacks",
                          {arguments[0], arguments[1]}}
                : Message{"check_types.child_outcome_unfit", arguments};
  const Message beside = is_absent ? Message{"check_types.expected_present", {}}
                                   : Message{"check_types.expected_type",
                                             {{"wanted", one.misfit.wanted}}};
  findings
      .report(one.span, headline, beside,
              {"check_types.help_child_outcome", {}})
      .labels.push_back(
          {one.field->id.span, {"check_types.label_contract", {}}});
}

}  // namespace

void check_child_outcome_unfit(const WorkflowFacts& facts, Findings& findings) {
  if (!facts.typed) return;
  const auto served = facts.project.served.find(facts.workflow.id.text);
  if (served == facts.project.served.end()) return;
  for (const Service* service : served->second)
    for (const MappingMisfit& one : outcome_misfits(*facts.typed, *service))
      if (is_sure(one.misfit)) report(one, *service, findings);
}

}  // namespace onething::check
