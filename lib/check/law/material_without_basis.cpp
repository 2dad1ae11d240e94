// SPDX-License-Identifier: Apache-2.0
//
// 《优化营商环境条例》第三十五条: no condition without a basis; what has to be
// handed in is one. Certificates have a stricter rule and a check of their own.

#include "check/checks.h"
#include "check/law/documents.h"

namespace onething::check {

void check_material_without_basis(const WorkflowFacts& facts,
                                  Findings& findings) {
  for (const Material& material : facts.workflow.materials) {
    if (!material.basis.empty() || is_certificate(material)) continue;
    findings.report(
        material.id.span,
        {"check_law.material_without_basis", {{"material", material.id.text}}},
        {"check_law.expected_basis", {}},
        {"check_law.help_material_without_basis", {}});
  }
}

}  // namespace onething::check
