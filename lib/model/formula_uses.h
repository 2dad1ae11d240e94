// SPDX-License-Identifier: Apache-2.0
//
// Every formula of a workflow, with the place where it stands.
//
// For whoever has to look at all of them; says nothing about what they mean.
// The uses point into the workflow and live no longer than it.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "expr/ast.h"
#include "onething/workflow.h"

namespace onething::model {

// Where in a workflow a formula stands.
enum class Place {
  promise_when,   // owner: promise
  field_when,     // owner: form field (top level)
  material_when,  // owner: material
  prefill_when,   // owner: prefill
  prefill_with,   // owner: prefill; `member` is the input
  step_when,      // owner: step
  step_for_each,  // owner: step
  step_with,      // owner: step; `member` is the input
  step_keep,      // owner: step; `member` is the output
  state_when,     // owner: state; `member` is the event
  step_while,     // owner: step; may read the step itself
  outcome,        // `member` is the first name below outcome
};

// One formula of a workflow. A text with `${…}` or a nested value gives several
// with the same place and member.
struct FormulaUse {
  Place place = Place::step_with;
  std::size_t owner = 0;
  std::string_view member;
  const Formula* formula = nullptr;  // Never null, never empty.
  // The whole value of the member is this one formula (`=…` at the top).
  bool is_whole_value = false;
  // A part `${…}` of a text.
  bool is_text_part = false;
  std::span<const expr::Reference> reads;  // Of the formula.
};

// Whether the owner is a step.
bool stands_in_step(Place place);

// In the order of the file's keys.
std::vector<FormulaUse> formula_uses(const Workflow& workflow);

}  // namespace onething::model
