// SPDX-License-Identifier: Apache-2.0

#include "check/types/typed_workflow.h"

#include <functional>
#include <utility>

#include "check/types/known.h"
#include "check/types/static_type.h"

namespace onething::check {

namespace {

using model::FormulaUse;
using model::Place;
using typing::Kind;
using typing::TypeId;
using typing::Types;

logic::Knowledge knowledge_of(const ProjectFacts& project,
                              const Workflow& workflow,
                              const StateClaims& states) {
  return [&project, &workflow, &states](logic::Path path) {
    return states.known(path, known_of(project, workflow, path));
  };
}

bool reads_form_only(Place place) {
  return place == Place::promise_when || place == Place::field_when ||
         place == Place::prefill_when || place == Place::prefill_with;
}

// The names a formula may use at each place, as docs/format.md lists them.
class Environments {
 public:
  using Question = typing::PresenceQuestion;

  Environments(Types& types, const ProjectFacts& project,
               const Workflow& workflow,
               const std::function<bool(const Question&)>& is_known_present) {
    form_.variables = {{"form", form_root(types, workflow)}};
    materials_.variables = {form_.variables[0],
                            {"materials", materials_root(types, workflow)}};
    step_.variables = {
        form_.variables[0],
        materials_.variables[1],
        {"prefill", steps_root(types, project, workflow, workflow.prefill)},
        {"steps", steps_root(types, project, workflow, workflow.steps)},
        {"case", case_root(types)}};
    element_ = step_;
    element_.variables.push_back({"each", typing::dyn_type});
    for (typing::Environment* one : {&form_, &materials_, &step_, &element_})
      one->is_known_present = is_known_present;
  }

  const typing::Environment& at(Place place) const {
    if (reads_form_only(place)) return form_;
    return place == Place::material_when ? materials_ : step_;
  }
  const typing::Environment& with_each(TypeId element) {
    element_.variables.back().type = element;
    return element_;
  }

 private:
  typing::Environment form_;
  typing::Environment materials_;
  typing::Environment step_;
  typing::Environment element_;
};

// What a for_each of this type goes through.
TypeId element_in(const Types& types, TypeId list) {
  list = types.resolve(list);
  if (types.kind(list) == Kind::optional)
    list = types.resolve(types.first(list));
  return types.kind(list) == Kind::list ? types.first(list) : typing::dyn_type;
}

}  // namespace

TypedWorkflow::TypedWorkflow(const ProjectFacts& project,
                             const Workflow& workflow,
                             std::span<const FormulaUse> uses, StateWays ways)
    : project_(project),
      workflow_(workflow),
      uses_(uses),
      states_(workflow, uses, std::move(ways)),
      reasoner_(knowledge_of(project, workflow, states_)),
      elements_(workflow.steps.size(), typing::dyn_type) {
  const FormulaUse* use = nullptr;
  Environments environments(types_, project, workflow,
                            [&](const typing::PresenceQuestion& question) {
                              return answers(*use, question);
                            });
  checked_.reserve(uses.size());
  by_formula_.reserve(uses.size());
  for (const FormulaUse& one : uses) {
    use = &one;
    const bool has_each =
        (one.place == Place::step_with || one.place == Place::step_keep) &&
        !workflow.steps[one.owner].for_each.empty();
    const typing::Environment& environment =
        has_each ? environments.with_each(elements_[one.owner])
                 : environments.at(one.place);
    by_formula_.emplace(one.formula, checked_.size());
    checked_.push_back(
        typing::check_types(one.formula->ast(), environment, types_));
    has_mistakes_ |= !checked_.back().mistakes.empty();
    if (one.place == Place::step_for_each)
      elements_[one.owner] = element_in(types_, checked_.back().type);
  }
}

bool TypedWorkflow::answers(const FormulaUse& use,
                            const typing::PresenceQuestion& question) {
  std::vector<logic::Claim> claims = premises(use);
  for (const typing::Assumption& one : question.assumptions) {
    const logic::Claim claim = reasoner_.formula(question.ast, one.node);
    claims.push_back(one.truth ? claim : reasoner_.negation(claim));
  }
  return is_present(claims, question.path);
}

std::optional<std::size_t> TypedWorkflow::find(const Formula& formula) const {
  const auto found = by_formula_.find(&formula);
  if (found == by_formula_.end()) return std::nullopt;
  return found->second;
}

std::vector<logic::Claim> TypedWorkflow::own_condition(const FormulaUse& use) {
  const Formula* when = nullptr;
  if (use.place == Place::prefill_with)
    when = &workflow_.prefill[use.owner].when;
  if (use.place == Place::step_for_each || use.place == Place::step_with ||
      use.place == Place::step_keep || use.place == Place::step_while)
    when = &workflow_.steps[use.owner].when;
  if (when == nullptr || when->empty()) return {};
  return {reasoner_.formula(when->ast())};
}

std::vector<logic::Claim> TypedWorkflow::premises(const FormulaUse& use) {
  std::vector<logic::Claim> claims = own_condition(use);
  states_.add(reasoner_, use, claims);
  return claims;
}

std::vector<logic::Claim> TypedWorkflow::premises_if_settled(
    const FormulaUse& use) {
  std::vector<logic::Claim> claims = own_condition(use);
  states_.add_settled(reasoner_, use, claims);
  return claims;
}

bool TypedWorkflow::is_present(std::span<const logic::Claim> premises,
                               logic::Path path) {
  return reasoner_.implies(premises, reasoner_.present(path)) ==
         logic::Answer::yes;
}

}  // namespace onething::check
