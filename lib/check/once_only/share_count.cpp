// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/share_count.h"

#include <set>

#include "check/once_only/repeats.h"
#include "check/once_only/shareable.h"

namespace onething::check {

namespace {

// No deeper than the document, which the reader bounds.
std::size_t count_single(const std::vector<Field>& fields) {
  std::size_t count = 0;
  for (const Field& field : fields) {
    const std::vector<Field>& members = members_of(field.type);
    count += members.empty() ? 1 : count_single(members);
  }
  return count;
}

}  // namespace

ShareCount share_count(const WorkflowFacts& facts) {
  ShareCount count;
  count.asked =
      count_single(facts.workflow.form) + facts.workflow.materials.size();
  std::set<std::string> shared;
  for (const Flow& flow : facts.flows)
    if (flow.step != unresolved && !flow.to_prefill &&
        (flow.from.root == Root::prefill || flow.from.root == Root::steps))
      shared.insert(flow.from.path(facts.workflow));
  count.shared = shared.size();
  // A field or material counts once, however many findings it has.
  std::set<const void*> findings;
  for (const Shareable& one : facts.shareable)
    findings.insert(&one.asked.field());
  for (const RepeatedField& one : facts.repeated_fields)
    findings.insert(&one.again.field());
  const auto& materials = facts.workflow.materials;
  for (const RepeatedMaterial& one : facts.repeated_materials)
    findings.insert(&materials[one.material]);
  for (const IssuedMaterial& one : facts.issued_materials)
    findings.insert(&materials[one.material]);
  count.could_be_shared = findings.size();
  return count;
}

}  // namespace onething::check
