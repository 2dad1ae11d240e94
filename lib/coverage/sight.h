// SPDX-License-Identifier: Apache-2.0
//
// What one played case has gone through: its events folded once more, and the
// conditions asked again in the states in which the engine asked them.
//
// Marks items of an Outline; changes nothing.

#pragma once

#include <vector>

#include "coverage/outline.h"
#include "scenario/world.h"

namespace onething::coverage {

// By item: whether the case has gone through it.
std::vector<bool> seen_in(const Outline& outline, const scenario::World& world);

}  // namespace onething::coverage
