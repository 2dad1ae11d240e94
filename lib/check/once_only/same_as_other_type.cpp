// SPDX-License-Identifier: Apache-2.0
//
// Two fields are declared to be the same and have different types: one of the
// two is wrong, or they are not the same.

#include "check/checks.h"
#include "check/once_only/declared_fields.h"

namespace onething::check {

namespace {

// A choice is kept as a text by many departments.
bool fit(TypeKind a, TypeKind b) {
  const auto is_word = [](TypeKind kind) {
    return kind == TypeKind::text || kind == TypeKind::enumeration;
  };
  return a == b || (is_word(a) && is_word(b));
}

}  // namespace

void check_same_as_other_type(const ProjectFacts& facts, Findings& findings) {
  for (const DeclaredField& one : declared_fields(facts)) {
    const Field* other = one.same.field();
    if (other == nullptr || other == one.field) continue;
    if (fit(one.field->type.kind, other->type.kind)) continue;
    if (facts.is_broken(other->id.span)) continue;
    Diagnostic& finding = findings.report(
        one.field->same_as.span,
        {"check_once_only.other_type",
         {{"field", one.field->id.text},
          {"type", std::string(type_word(one.field->type.kind))},
          {"other", one.field->same_as.text},
          {"other_type", std::string(type_word(other->type.kind))}}},
        {"check_once_only.expected_same_type", {}},
        {"check_once_only.help_same_type", {}});
    finding.labels.push_back(
        {other->id.span,
         {"check_once_only.label_type",
          {{"type", std::string(type_word(other->type.kind))}}}});
  }
}

}  // namespace onething::check
