// SPDX-License-Identifier: Apache-2.0
//
// The title speaks of an identity number or a telephone, the type does not:
// the value is neither checked nor handled as personal.

#include "check/checks.h"
#include "check/privacy/all_fields.h"
#include "check/privacy/telling_titles.h"

namespace onething::check {

void check_personal_as_text(const ProjectFacts& facts, Findings& findings) {
  for (const WrittenField& one : all_fields(facts)) {
    const Type& type = one.field->type;
    const bool is_plain =
        type.kind == TypeKind::text || type.kind == TypeKind::integer;
    // Who has said how to handle it has thought about it.
    if (!is_plain || type.sensitivity >= Sensitivity::personal) continue;
    const auto kind = kind_in_title(one.field->title.in(Language::zh));
    if (!kind) continue;
    findings.report(one.field->id.span,
                    {"check_privacy.as_text",
                     {{"field", one.field->id.text},
                      {"title", one.field->title.in(Language::zh)}}},
                    {"check_privacy.expected_type",
                     {{"type", std::string(type_word(*kind))}}},
                    {"check_privacy.help_as_text",
                     {{"type", std::string(type_word(*kind))}}});
  }
}

}  // namespace onething::check
