// SPDX-License-Identifier: Apache-2.0
//
// A workflow's formulas with their types and mistakes, and a Reasoner that
// knows when its values are there. Made once, used by every check that asks
// about types, presence or conditions.
//
// Points into the Project. Answers are remembered inside, so that it belongs
// to one thread, like the WorkflowFacts that hold it.

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "check/order/state_claims.h"
#include "check/project_facts.h"
#include "expr/ast.h"
#include "logic/reasoner.h"
#include "model/formula_uses.h"
#include "onething/workflow.h"
#include "typing/check_types.h"

namespace onething::check {

using model::FormulaUse;

class TypedWorkflow {
 public:
  TypedWorkflow(const TypedWorkflow&) = delete;
  TypedWorkflow& operator=(const TypedWorkflow&) = delete;

  // `uses`: every formula of the workflow, each step's for_each before what
  // reads `each`; they outlive this.
  TypedWorkflow(const ProjectFacts& project, const Workflow& workflow,
                std::span<const model::FormulaUse> uses, StateWays ways);

  const ProjectFacts& project() const { return project_; }
  const Workflow& workflow() const { return workflow_; }
  std::span<const model::FormulaUse> uses() const { return uses_; }

  // Of the formula with this number in `uses`.
  const typing::Checked& checked(std::size_t use) const {
    return checked_[use];
  }
  // Whether any of them has one.
  bool has_mistakes() const { return has_mistakes_; }
  // The number of a formula; nothing when it could not be read.
  std::optional<std::size_t> find(const Formula& formula) const;

  typing::Types& types() { return types_; }
  logic::Reasoner& reasoner() { return reasoner_; }

  // What is certain where the formula is evaluated: the condition of its step,
  // and what the workflow's own states say of steps and guards.
  std::vector<logic::Claim> premises(const model::FormulaUse& use);
  // The same if all steps that it reads had settled.
  std::vector<logic::Claim> premises_if_settled(const model::FormulaUse& use);
  const StateClaims& states() const { return states_; }
  // Whether the path is certain to be there, given the premises.
  bool is_present(std::span<const logic::Claim> premises, logic::Path path);

 private:
  std::vector<logic::Claim> own_condition(const model::FormulaUse& use);
  bool answers(const model::FormulaUse& use,
               const typing::PresenceQuestion& question);

  const ProjectFacts& project_;
  const Workflow& workflow_;
  std::span<const model::FormulaUse> uses_;
  typing::Types types_;
  StateClaims states_;
  logic::Reasoner reasoner_;
  std::vector<typing::Checked> checked_;
  bool has_mistakes_ = false;
  std::unordered_map<const Formula*, std::size_t> by_formula_;
  std::vector<typing::TypeId> elements_;  // By step: what `each` is.
};

}  // namespace onething::check
