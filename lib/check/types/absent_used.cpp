// SPDX-License-Identifier: Apache-2.0
//
// A field that is not always filled in, used as if it were: the formula fails
// for the applicants who left it out.

#include "check/checks.h"
#include "check/types/conditions.h"
#include "check/types/known.h"

namespace onething::check {

namespace {

Message why_absent(const Field& field) {
  if (!field.when.empty())
    return {"check_types.label_only_when",
            {{"when", std::string(field.when.text())}}};
  return {"check_types.label_optional", {}};
}

// Shows where the field, the material or the prefill is declared.
void add_label(const WorkflowFacts& facts, const Absence& absence,
               Diagnostic& finding) {
  const Workflow& workflow = facts.workflow;
  const std::size_t dot = absence.path.find('.');
  if (dot == std::string::npos) return;
  const std::string root = absence.path.substr(0, dot);
  const std::string id = absence.path.substr(dot + 1);
  if (root == "form")
    for (const Field& field : workflow.form)
      if (field.id.text == id)
        finding.labels.push_back({field.id.span, why_absent(field)});
  if (root == "materials")
    for (const Material& material : workflow.materials)
      if (material.id.text == id)
        finding.labels.push_back(
            {material.id.span,
             material.when.empty()
                 ? Message{"check_types.label_tolerated", {}}
                 : Message{"check_types.label_only_when",
                           {{"when", std::string(material.when.text())}}}});
  if (root == "prefill")
    for (const Step& step : workflow.prefill)
      if (step.id.text == id)
        finding.labels.push_back({step.id.span,
                                  {"check_types.label_only_when",
                                   {{"when", std::string(step.when.text())}}}});
}

}  // namespace

void check_absent_used(const WorkflowFacts& facts, Findings& findings) {
  for (const Absence& absence : facts.absences) {
    if (absence.why != Absence::Why::data) continue;
    const FormulaUse& use = facts.formulas[absence.use];
    Diagnostic& finding = findings.report(
        absence.span,
        {"check_types.absent_used",
         {{"owner", owner_of(facts.workflow, use)}, {"path", absence.path}}},
        {"check_types.expected_guard", {}},
        {"check_types.help_absent", {{"guarded", absence.guarded}}});
    add_label(facts, absence, finding);
  }
}

}  // namespace onething::check
