// SPDX-License-Identifier: Apache-2.0
//
// A step reads what another step makes only on some paths: on the others the
// case stops in the middle.

#include "check/checks.h"
#include "check/types/conditions.h"

namespace onething::check {

namespace {

// The case need not come to where the step acts.
void report_unvisited(const WorkflowFacts& facts, const Absence& absence,
                      Findings& findings) {
  const FormulaUse& use = facts.formulas[absence.use];
  const Spelled& step = facts.workflow.steps[absence.step].id;
  const Spelled& state = facts.workflow.states[absence.state].id;
  Diagnostic& finding = findings.report(
      absence.span,
      {"check_order.some_states",
       {{"owner", owner_of(facts.workflow, use)},
        {"path", absence.path},
        {"state", state.text},
        {"step", step.text}}},
      {"check_order.expected_some_states", {{"state", state.text}}},
      {use.place == Place::outcome ? "check_order.help_outcome"
                                   : "check_order.help_guard",
       {{"guarded", absence.guarded}}});
  finding.labels.push_back(
      {state.span, {"check_order.label_without_step", {{"step", step.text}}}});
}

}  // namespace

void check_produced_on_some_paths(const WorkflowFacts& facts,
                                  Findings& findings) {
  for (const Absence& absence : facts.absences) {
    if (absence.why != Absence::Why::path) continue;
    if (absence.state != unresolved) {
      report_unvisited(facts, absence, findings);
      continue;
    }
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
