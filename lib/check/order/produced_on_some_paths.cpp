// SPDX-License-Identifier: Apache-2.0
//
// A step reads what another step makes only on some paths: on the others the
// case stops in the middle.

#include "check/checks.h"
#include "check/types/conditions.h"

namespace onething::check {

void check_produced_on_some_paths(const WorkflowFacts& facts,
                                  Findings& findings) {
  for (const Absence& absence : facts.absences) {
    if (absence.why != Absence::Why::path) continue;
    const FormulaUse& use = facts.formulas[absence.use];
    const Step& producer = facts.workflow.steps[absence.step];
    const std::string example = text_of(absence.example);
    Diagnostic& finding = findings.report(
        absence.span,
        {"check_order.some_paths",
         {{"owner", owner_of(facts.workflow, use)},
          {"path", absence.path},
          {"step", producer.id.text}}},
        example.empty()
            ? Message{"check_order.expected_some_paths", {}}
            : Message{"check_order.expected_example", {{"example", example}}},
        {use.place == Place::outcome ? "check_order.help_outcome"
                                     : "check_order.help_some_paths",
         {{"guarded", absence.guarded},
          {"when", std::string(producer.when.text())}}});
    finding.labels.push_back(
        {producer.when.span(),
         {"check_order.label_only_when", {{"step", producer.id.text}}}});
  }
}

}  // namespace onething::check
