// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/declared_fields.h"

#include "check/flow.h"

namespace onething::check {

namespace {

// No deeper than the document, which the reader bounds.
void add(const ProjectFacts& facts, const std::vector<Field>& fields,
         const std::vector<Field>& own, std::vector<DeclaredField>& out) {
  for (const Field& field : fields) {
    if (!field.same_as.empty() && !facts.is_broken(field.same_as.span))
      out.push_back(
          {&field, resolve_same_as(facts.project, own, field.same_as.text)});
    if (field.type.kind != TypeKind::person)
      add(facts, members_of(field.type), own, out);
  }
}

}  // namespace

std::vector<DeclaredField> declared_fields(const ProjectFacts& facts) {
  std::vector<DeclaredField> out;
  for (const Workflow& workflow : facts.project.workflows)
    add(facts, workflow.form, workflow.form, out);
  for (const Department& department : facts.project.departments) {
    add(facts, department.holds, department.holds, out);
    for (const Service& service : department.services) {
      add(facts, service.input, department.holds, out);
      add(facts, service.output, department.holds, out);
    }
  }
  return out;
}

}  // namespace onething::check
