// SPDX-License-Identifier: Apache-2.0
//
// What exploring a workflow has shown (lib/proof), found out once for all
// checks of the family.
//
// No judgement. Points into the Project, which outlives it.

#pragma once

#include "check/soundness/proved_pointer.h"
#include "proof/compile.h"
#include "proof/explore.h"

namespace onething::check {

struct GroundFacts;

struct Proved {
  proof::WorkflowNet of;
  proof::Shape shape;
  proof::Exploration found;

  // By step and state of the net: that no case ever comes to it is certain.
  bool never_begins(proof::Index step) const;
  bool never_entered(proof::Index place) const;
  // Whether an event of a state happens in some case.
  bool may_fire(std::size_t place, std::size_t event) const;
  // Of two steps of the workflow, its prefills not counted: whether both begin
  // in some case and act in the same part of a state. When a state is left,
  // what is still open in it is closed.
  bool may_meet(std::size_t a, std::size_t b) const;
};

// Null where the workflow has mistakes, or is larger than the program proves.
ProvedPointer prove(const GroundFacts& facts);

}  // namespace onething::check
