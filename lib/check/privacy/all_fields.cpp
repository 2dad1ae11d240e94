// SPDX-License-Identifier: Apache-2.0

#include "check/privacy/all_fields.h"

namespace onething::check {

namespace {

// No deeper than the document, which the reader bounds.
void add(const ProjectFacts& facts, const std::vector<Field>& fields,
         bool are_inputs, std::vector<WrittenField>& out) {
  for (const Field& field : fields) {
    if (!facts.is_broken(field.id.span)) out.push_back({&field, are_inputs});
    // The members of a person are not written by anybody.
    if (field.type.kind != TypeKind::person)
      add(facts, members_of(field.type), false, out);
  }
}

}  // namespace

std::vector<WrittenField> all_fields(const ProjectFacts& facts) {
  std::vector<WrittenField> out;
  for (const Workflow& workflow : facts.project.workflows)
    add(facts, workflow.form, false, out);
  for (const Department& department : facts.project.departments) {
    add(facts, department.holds, false, out);
    for (const Service& service : department.services) {
      add(facts, service.input, true, out);
      add(facts, service.output, false, out);
    }
  }
  return out;
}

}  // namespace onething::check
