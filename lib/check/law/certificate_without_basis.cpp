// SPDX-License-Identifier: Apache-2.0
//
// 《优化营商环境条例》第四十四条: a certificate may be demanded only on the
// basis of a law, a regulation or a decision of the State Council.

#include "check/checks.h"
#include "check/law/documents.h"

namespace onething::check {

void check_certificate_without_basis(const WorkflowFacts& facts,
                                     Findings& findings) {
  for (const Material& material : facts.workflow.materials) {
    if (!material.basis.empty() || !is_certificate(material)) continue;
    findings.report(
        material.id.span,
        {"check_law.certificate_without_basis",
         {{"material", material.id.text}, {"title", material.title.zh}}},
        {"check_law.expected_basis", {}},
        {"check_law.help_certificate_without_basis", {}});
  }
}

}  // namespace onething::check
