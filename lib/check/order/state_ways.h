// SPDX-License-Identifier: Apache-2.0
//
// What is certain about steps and guards where a case is in one of the
// workflow's own states: which steps have settled on every way there, which
// guards opened that way.
//
// A walk over the states and what leads out of them. It says less than there
// is, and never more: of very many ways to one state only what they have in
// common is kept. That the applicant corrects the form meanwhile is not looked
// at. Knows no formulas but by what they read.

#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "model/formula_uses.h"
#include "onething/workflow.h"

namespace onething::check {

// That the guard of an event was true, or was not (false or no answer).
struct GuardFact {
  std::size_t state = 0;
  std::size_t event = 0;
  bool is_true = true;

  friend auto operator<=>(const GuardFact&, const GuardFact&) = default;
};

// One way in which a case can be in a state.
struct Standing {
  std::size_t state = unresolved;
  std::vector<bool> settled = {};  // By step: on every such way.
  // By step: what its condition reads may have changed since it was asked.
  std::vector<bool> stale = {};
  std::vector<bool> touched = {};     // By step: may have acted before.
  std::vector<GuardFact> facts = {};  // In order.

  friend bool operator==(const Standing&, const Standing&) = default;
};

class StateWays {
 public:
  // Whether an event of a state can happen at all.
  using CanHappen = std::function<bool(std::size_t state, std::size_t event)>;

  // `waits`: by step, for which others. `uses` are not needed afterwards.
  StateWays(const Workflow& workflow, std::span<const model::FormulaUse> uses,
            std::vector<std::vector<std::size_t>> waits,
            const CanHappen& can_happen);

  // Where the formula is evaluated, one for each way there that differs. Empty
  // where no case comes, or where the workflow has no states.
  std::vector<Standing> at(const model::FormulaUse& use) const;
  // Whether the condition of the step may have been asked of other data than
  // there are later.
  bool is_ever_stale(std::size_t step) const { return is_stale_[step]; }

 private:
  std::vector<Standing> before_step(std::size_t step) const;
  std::vector<Standing> at_guard(std::size_t state,
                                 std::string_view event) const;

  const Workflow& workflow_;
  std::vector<std::vector<std::size_t>> waits_;
  std::vector<std::vector<Standing>> entered_;  // By state.
  // By state: the same, when its steps have settled.
  std::vector<std::vector<Standing>> settled_;
  std::vector<std::vector<std::size_t>> works_;  // By state: all its steps.
  std::vector<bool> is_stale_;
};

}  // namespace onething::check
