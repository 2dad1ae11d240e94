// SPDX-License-Identifier: Apache-2.0
//
// How a case comes to where a finding says it can: who does what, one sentence
// for each, with the place in the file.
//
// Tells what exploring has found (proved.h); judges nothing.

#pragma once

#include <optional>
#include <vector>

#include "check/soundness/proved.h"
#include "check/soundness/walk.h"
#include "onething/diagnostic.h"

namespace onething::check {

struct WorkflowFacts;

std::vector<Label> story_of(const WorkflowFacts& facts, const Walk& walk);
// To a position.
std::vector<Label> story_to(const WorkflowFacts& facts,
                            proof::PositionIndex position);
// To a position, and from there by what happens of itself until it is back.
std::vector<Label> story_around(const WorkflowFacts& facts,
                                proof::PositionIndex position);
// To a position and one act further.
std::vector<Label> story_to(const WorkflowFacts& facts,
                            const proof::Sight& sight);

// Of a position in which nothing goes on: what waits in vain, and for what.
struct InVain {
  proof::Index step = proof::nowhere;
  proof::Index waits_for = proof::nowhere;
};
std::optional<InVain> waiting_in_vain(const Proved& proved,
                                      const proof::Position& at);

}  // namespace onething::check
