// SPDX-License-Identifier: Apache-2.0
//
// A document that a department of the project issues or keeps: whoever has it
// need not ask for it (《优化营商环境条例》第四十四条 for certificates,
// 《国务院关于在线政务服务的若干规定》第七条 for all that can be shared).

#include "check/checks.h"
#include "check/once_only/repeats.h"

namespace onething::check {

void check_material_is_issued(const WorkflowFacts& facts, Findings& findings) {
  for (const IssuedMaterial& one : facts.issued_materials) {
    const KeptField& kept = *one.kept;
    const bool by_service = kept.service != nullptr;
    const std::string source =
        kept.department->id.text + "/" +
        (by_service ? kept.service->id.text : kept.field->id.text);
    Diagnostic& finding = findings.report(
        one.name->span,
        {by_service ? "check_once_only.material_issued"
                    : "check_once_only.material_held",
         {{"document", one.name->text},
          {"department", kept.department->id.text}}},
        {"check_once_only.expected_document_shared", {}},
        {by_service ? "check_once_only.help_material_issued"
                    : "check_once_only.help_material_held",
         {{"source", source}, {"department", kept.department->id.text}}});
    finding.labels.push_back({kept.field->id.span,
                              {by_service ? "check_once_only.label_issued"
                                          : "check_once_only.label_held",
                               {}}});
  }
}

}  // namespace onething::check
