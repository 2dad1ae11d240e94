// SPDX-License-Identifier: Apache-2.0
//
// How a case comes to where exploring has found something, move by move: what
// was done, how it came back, what followed by itself.
//
// Moves only; who tells them as sentences is story.h. Of several ways in which
// a move can come out the same, the one that shows the fault, is certain and is
// plain.

#pragma once

#include <optional>
#include <vector>

#include "check/soundness/proved.h"

namespace onething::check {

struct Move {
  // Nothing for the beginning: the application.
  std::optional<proof::Position> from;
  proof::Action action;
  proof::Result result;  // With its traces.
};
using Walk = std::vector<Move>;

// To a position.
Walk walk_to(const Proved& proved, proof::PositionIndex position);
// To a position and one act further.
Walk walk_to(const Proved& proved, const proof::Sight& sight);
// To a position, and from there by what happens of itself until it is back.
Walk walk_around(const Proved& proved, proof::PositionIndex position);

}  // namespace onething::check
