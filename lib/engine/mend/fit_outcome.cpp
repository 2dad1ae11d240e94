// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/mend/fit.h"
#include "expr/ast.h"
#include "model/conform.h"
#include "model/type_facts.h"
#include "model/type_fit.h"

namespace onething::engine {

namespace {

// What a path of names leads to below these fields; null where it leaves them.
const Type* follow(const std::vector<Field>& fields,
                   std::span<const std::string_view> path) {
  const std::vector<Field>* members = &fields;
  const Type* type = nullptr;
  for (const std::string_view name : path) {
    const Field* field = model::find_field(*members, name);
    if (field == nullptr) return nullptr;
    type = &field->type;
    members = &type->fields;
  }
  return type;
}

// What is declared for a formula that only names something; null for all
// others, of which nothing is known here.
const Type* declared(const Definition& definition, const Formula& formula) {
  const auto& reads = formula.reads();
  if (reads.size() != 1) return nullptr;
  std::string name(reads[0].root);
  for (const std::string_view part : reads[0].path)
    name.append(".").append(part);
  if (expr::qualified_name(formula.ast(), formula.ast().root) != name)
    return nullptr;
  const std::span<const std::string_view> path = reads[0].path;
  if (reads[0].root == "form") return follow(definition.workflow->form, path);
  const bool is_prefill = reads[0].root == "prefill";
  if (path.empty() || (!is_prefill && reads[0].root != "steps")) return nullptr;
  for (const StepPlan& plan : definition.plans)
    if (plan.is_prefill == is_prefill && !plan.is_undo &&
        plan.step->id.text == path[0] && plan.step->for_each.empty() &&
        plan.service != nullptr)
      return follow(plan.service->output, path.subspan(1));
  return nullptr;
}

bool may_fit(const Definition& definition, const Template& given,
             const Type& wanted) {
  switch (given.kind) {
    case Template::Kind::literal:
      return model::conform(Value(given.literal), wanted).ok();
    case Template::Kind::formula: {
      const Type* type = declared(definition, given.formula);
      return type == nullptr || model::may_fit(*type, wanted);
    }
    case Template::Kind::text:
      return model::may_fit(Type{}, wanted);
    case Template::Kind::list:
      return wanted.kind == TypeKind::list;
    case Template::Kind::object:
      return wanted.kind == TypeKind::object || wanted.kind == TypeKind::person;
  }
  return true;
}

}  // namespace

void fit_outcome(const Definition& to, const Service& acts_for, Fit& fit) {
  const auto& outcome = to.workflow->outcome;
  if (outcome && outcome->kind != Template::Kind::object) return;
  const auto problem = [&](std::string_view key, const Field& field) {
    fit.problems.push_back({"", "", "", {key, {{"field", field.id.text}}}});
  };
  for (const Field& field : acts_for.output) {
    const Template* given = nullptr;
    if (outcome)
      for (const auto& [name, member] : outcome->members)
        if (name.text == field.id.text) given = &member;
    if (given == nullptr) {
      if (!field.optional) problem("migrate.outcome_lacks", field);
    } else if (!may_fit(to, *given, field.type)) {
      problem("migrate.outcome_unfit", field);
    }
  }
}

}  // namespace onething::engine
