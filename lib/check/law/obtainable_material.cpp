// SPDX-License-Identifier: Apache-2.0
//
// What offices can get from each other must not be asked of the applicant
// (《市场主体登记管理条例》第十六条,
// 《青岛市优化营商环境条例》第二十三条).

#include "check/checks.h"
#include "check/law/documents.h"

namespace onething::check {

void check_obtainable_material(const WorkflowFacts& facts, Findings& findings) {
  for (const Material& material : facts.workflow.materials) {
    const std::string_view document = shared_document(material);
    if (document.empty()) continue;
    findings.report(
        material.id.span,
        {"check_law.obtainable_material",
         {{"material", material.id.text}, {"title", material.title.zh}}},
        {"check_law.expected_shared", {}},
        {"check_law.help_obtainable_material",
         {{"document", std::string(document)}}});
  }
}

}  // namespace onething::check
