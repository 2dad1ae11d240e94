// SPDX-License-Identifier: Apache-2.0
//
// Conditions at one moment of a case, when only a part of the data has been
// looked at: what they can come out as, and what to look at next.
//
// CEL's three outcomes; a set of them where it is still open. Bounded by the
// formula. Knows nothing of steps but whether they are done.

#pragma once

#include <optional>

#include "proof/net.h"
#include "proof/position.h"

namespace onething::proof {

Outcomes outcomes_of(const Net& net, const Position& position, Index node);

// A variable on which the outcome still depends; nothing when it is settled, or
// open for want of understanding.
std::optional<Index> next_question(const Net& net, const Position& position,
                                   Index node);

// Whether no law is broken for certain.
bool is_lawful(const Net& net, const Position& position);

// Whether the variables that are not yet looked at can have values such that
// all laws hold.
bool can_be(const Net& net, Position position);

}  // namespace onething::proof
