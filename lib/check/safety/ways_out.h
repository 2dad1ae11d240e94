// SPDX-License-Identifier: Apache-2.0
//
// Whether a case goes on of itself while nothing is heard of a step: another
// step, a limit of its state, others of its group that suffice.
//
// By exploring the workflow without an answer of that step; where it is larger
// than the program explores, by how steps are grouped. What a person may order
// is no way on: nobody is told that it is time to.

#pragma once

#include <cstddef>

#include "check/facts.h"

namespace onething::check {

struct Standstill {
  bool is_possible = false;
  const LifeState* state =
      nullptr;  // Where; null in a workflow without states.
};

// `step` is one of the workflow, its prefills counted first.
Standstill standstill_at(const WorkflowFacts& facts, std::size_t step);

}  // namespace onething::check
