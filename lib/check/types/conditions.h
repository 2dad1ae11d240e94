// SPDX-License-Identifier: Apache-2.0
//
// Conditions in a workflow: where one stands, whose it is, and the parts of it
// that are true, or false, whenever they matter.
//
// Finds only; what to say about it is each check's own.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/formula_uses.h"
#include "onething/message.h"
#include "onething/source.h"
#include "onething/workflow.h"

namespace onething::check {

class TypedWorkflow;
using model::FormulaUse;
using model::Place;

bool is_condition(model::Place place);

// The field, material, step … that a formula belongs to, as people call it.
Message owner_of(const Workflow& workflow, const model::FormulaUse& use);

// A condition, or a part of one, that decides nothing.
struct Idle {
  Span span;
  bool truth = true;     // What it always is.
  bool is_part = false;  // Given what stands before it.
  std::size_t use = 0;   // Index into TypedWorkflow::uses.
  std::string text;
};

std::vector<Idle> idle_conditions(TypedWorkflow& typed);

}  // namespace onething::check
