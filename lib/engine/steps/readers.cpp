// SPDX-License-Identifier: Apache-2.0

#include "engine/steps/readers.h"

#include <algorithm>
#include <utility>

#include "model/formula_uses.h"
#include "model/step_service.h"

namespace onething::engine {

namespace {

using model::FormulaUse;
using model::Place;

constexpr std::string_view kPrefill = "prefill.";

// "steps" and "register", "prefill" and "licence".
std::pair<std::string_view, std::string_view> as_read(std::string_view step) {
  if (!step.starts_with(kPrefill)) return {"steps", step};
  return {"prefill", step.substr(kPrefill.size())};
}

// The plan that the formula belongs to; empty where it is nobody's.
std::string owner_of(const Workflow& workflow, const FormulaUse& use) {
  switch (use.place) {
    case Place::prefill_when:
    case Place::prefill_with:
      return std::string(kPrefill) + workflow.prefill[use.owner].id.text;
    case Place::step_when:
    case Place::step_for_each:
    case Place::step_with:
    case Place::step_keep:
    case Place::step_while:
      return workflow.steps[use.owner].id.text;
    case Place::outcome:
      return "outcome";
    // A condition that fails is no yes, and nothing breaks.
    case Place::promise_when:
    case Place::field_when:
    case Place::material_when:
    case Place::state_when:
      return {};
  }
  return {};
}

// Asked for as `steps.?tax` or has(steps.tax): then the author has thought of
// its absence.
bool is_guarded(const Formula& formula, std::string_view root,
                std::string_view name) {
  const std::string text(formula.text());
  const std::string place = std::string(root) + ".";
  return text.find(place + "?" + std::string(name)) != std::string::npos ||
         text.find("has(" + place + std::string(name)) != std::string::npos;
}

bool reads(const FormulaUse& use, std::string_view step) {
  const auto [root, name] = as_read(step);
  // Named anew: clang 14 lets no lambda have the parts of a pair.
  const bool is_named =
      std::any_of(use.reads.begin(), use.reads.end(),
                  [&root = root, &name = name](const expr::Reference& read) {
                    return read.root == root && !read.path.empty() &&
                           read.path.front() == name;
                  });
  return is_named && !is_guarded(*use.formula, root, name);
}

bool is_still_to_come(const CaseState& state, const std::string& owner) {
  const StepState* step = state.find_step(owner);
  return step == nullptr || step->recheck || !step->is_settled();
}

}  // namespace

bool is_touched(const StepState& step) {
  return step.skipped || step.expanded || !step.runs.empty();
}

std::vector<std::string> broken_without(const Definition& definition,
                                        const CaseState& state,
                                        std::string_view step) {
  std::vector<std::string> broken;
  const Workflow& workflow = *definition.workflow;
  const StepPlan* plan = find_plan(definition, step);
  if (plan == nullptr || model::may_come_to_nothing(workflow, *plan->step))
    return broken;
  for (const FormulaUse& use : model::formula_uses(workflow)) {
    std::string owner = owner_of(workflow, use);
    if (owner.empty() || owner == step || !reads(use, step)) continue;
    if (!is_still_to_come(state, owner)) continue;
    if (std::find(broken.begin(), broken.end(), owner) == broken.end())
      broken.push_back(std::move(owner));
  }
  return broken;
}

std::vector<std::string> touched_after(const Definition& definition,
                                       const CaseState& state,
                                       std::string_view step) {
  const auto& plans = definition.plans;
  std::vector<bool> after(plans.size(), false);
  const auto waits = [&](const StepPlan& plan) {
    return std::any_of(plan.waits_for.begin(), plan.waits_for.end(),
                       [&](std::size_t index) {
                         return after[index] || plans[index].id == step;
                       });
  };
  // Nothing waits for itself, so that this comes to an end.
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t i = 0; i < plans.size(); ++i) {
      if (after[i] || !waits(plans[i])) continue;
      after[i] = true;
      grew = true;
    }
  }
  std::vector<std::string> touched;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const StepState* other = state.find_step(plans[i].id);
    if (after[i] && other != nullptr && is_touched(*other))
      touched.push_back(plans[i].id);
  }
  return touched;
}

}  // namespace onething::engine
