// SPDX-License-Identifier: Apache-2.0
//
// What is certain where a formula is evaluated in a workflow with states of its
// own (state_ways.h), as claims to reason with: which steps are done, which
// guards were true.
//
// Adds nothing where a workflow has no states. One thread at a time.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "check/order/state_ways.h"
#include "logic/reasoner.h"
#include "model/formula_uses.h"
#include "onething/workflow.h"

namespace onething::check {

class StateClaims {
 public:
  // Workflow and uses outlive it.
  StateClaims(const Workflow& workflow, std::span<const model::FormulaUse> uses,
              StateWays ways);

  // What the claims need to know of paths; `otherwise` where it is nothing new.
  logic::Known known(logic::Path path, logic::Known otherwise) const;

  void add(logic::Reasoner& reasoner, const model::FormulaUse& use,
           std::vector<logic::Claim>& claims);
  // As if all steps that the formula reads had settled.
  void add_settled(logic::Reasoner& reasoner, const model::FormulaUse& use,
                   std::vector<logic::Claim>& claims);

  // A state in which the formula is evaluated without the step's having settled
  // for certain; nothing when there is none.
  std::optional<std::size_t> state_without(const model::FormulaUse& use,
                                           std::size_t step) const;

 private:
  using Claims = std::vector<logic::Claim>;

  Claims claims_at(logic::Reasoner& reasoner, const Standing& at,
                   const model::FormulaUse& use);
  void add_done(logic::Reasoner& reasoner, std::size_t step, Claims& claims);
  logic::Claim claim_of(logic::Reasoner& reasoner, const GuardFact& fact);
  bool concerns(const GuardFact& fact, const model::FormulaUse& use) const;
  const model::FormulaUse* guard_use(const GuardFact& fact) const;
  std::vector<std::size_t> steps_read(const model::FormulaUse& use) const;

  const Workflow& workflow_;
  std::span<const model::FormulaUse> uses_;
  StateWays ways_;
  std::map<GuardFact, logic::Claim> facts_;
  std::map<std::size_t, logic::Claim> done_;  // By step.
  std::map<const Formula*, Claims> found_;
};

}  // namespace onething::check
