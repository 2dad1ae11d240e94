// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/asked.h"

#include <algorithm>

#include "check/flow.h"

namespace onething::check {

namespace {

// No deeper than the document, which the reader bounds.
void add_fields(const std::vector<Field>& fields, const Asked& above,
                std::vector<Asked>& out) {
  for (const Field& field : fields) {
    Asked asked = above;
    asked.fields.push_back(&field);
    if (field.type.kind != TypeKind::person) {
      Asked inner = asked;
      inner.in_list = above.in_list || field.type.kind == TypeKind::list;
      out.push_back(std::move(asked));
      add_fields(members_of(field.type), inner, out);
      continue;
    }
    out.push_back(std::move(asked));
  }
}

}  // namespace

std::string Asked::path() const {
  std::string text;
  for (const Field* field : fields)
    text += (text.empty() ? "" : ".") + field->id.text;
  return text;
}

std::vector<Asked> asked_fields(const Workflow& workflow) {
  std::vector<Asked> out;
  add_fields(workflow.form, {}, out);
  return out;
}

bool is_key(const WorkflowFacts& facts, const Field& top) {
  if (facts.workflow.subject == top.id.text) return true;
  return std::any_of(
      facts.formulas.begin(), facts.formulas.end(), [&](const FormulaUse& use) {
        if (use.place != Place::prefill_when &&
            use.place != Place::prefill_with)
          return false;
        return std::any_of(
            use.reads.begin(), use.reads.end(),
            [&](const expr::Reference& read) {
              return read.root == "form" &&
                     (read.path.empty() || read.path[0] == top.id.text);
            });
      });
}

bool never_together(const WorkflowFacts& facts, const Formula& a,
                    const Formula& b) {
  if (facts.typed == nullptr || a.empty() || b.empty()) return false;
  logic::Reasoner& reasoner = facts.typed->reasoner();
  return reasoner.excludes(reasoner.formula(a.ast()),
                           reasoner.formula(b.ast())) == logic::Answer::yes;
}

}  // namespace onething::check
