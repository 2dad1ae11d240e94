// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/asked.h"

#include <string_view>
#include <utility>

#include "check/flow.h"
#include "check/types/known.h"
#include "logic/reasoner.h"

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

std::vector<bool> key_fields(const GroundFacts& facts) {
  const std::vector<Field>& form = facts.workflow.form;
  std::vector<bool> keys(form.size(), false);
  const auto mark = [&](std::string_view id) {
    for (std::size_t i = 0; i < form.size(); ++i)
      if (form[i].id.text == id) keys[i] = true;
  };
  mark(facts.workflow.subject);
  for (const FormulaUse& use : facts.formulas) {
    if (use.place != Place::prefill_when && use.place != Place::prefill_with)
      continue;
    for (const expr::Reference& read : use.reads) {
      if (read.root != "form") continue;
      if (read.path.empty()) return std::vector<bool>(form.size(), true);
      mark(read.path[0]);
    }
  }
  return keys;
}

bool never_together(const GroundFacts& facts, const Formula& a,
                    const Formula& b) {
  if (facts.is_broken || a.empty() || b.empty()) return false;
  logic::Reasoner reasoner([&facts](logic::Path path) {
    return known_of(facts.project, facts.workflow, path);
  });
  return reasoner.excludes(reasoner.formula(a.ast()),
                           reasoner.formula(b.ast())) == logic::Answer::yes;
}

}  // namespace onething::check
