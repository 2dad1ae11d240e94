// SPDX-License-Identifier: Apache-2.0
//
// One document under two materials, or as a material and as a field.

#include "check/checks.h"
#include "check/once_only/repeats.h"

namespace onething::check {

void check_material_asked_twice(const WorkflowFacts& facts,
                                Findings& findings) {
  for (const RepeatedMaterial& one : facts.repeated_materials) {
    const std::string& material =
        facts.workflow.materials[one.material].id.text;
    Diagnostic& finding = findings.report(
        one.again->span,
        {"check_once_only.material_twice",
         {{"document", one.again->text}, {"material", material}}},
        {"check_once_only.expected_document_once", {}},
        {one.first_is_field ? "check_once_only.help_document_field"
                            : "check_once_only.help_document_once",
         {{"first", one.first->text}}});
    finding.labels.push_back(
        {one.first->span, {"check_once_only.label_first", {}}});
  }
}

}  // namespace onething::check
