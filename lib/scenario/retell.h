// SPDX-License-Identifier: Apache-2.0
//
// A walk that exploring has found, as a scenario: the application, who answers
// what and when, and what is ordered.
//
// One hour lies between two moves, or as long as a wait or a limit takes. What
// must come of it is not said here: that is seen by playing.

#pragma once

#include <optional>

#include "check/facts.h"
#include "check/soundness/walk.h"
#include "onething/scenarios.h"

namespace onething::scenario {

// Nothing where a move or a value cannot be told as a scenario.
std::optional<Scenario> retell(const check::WorkflowFacts& facts,
                               const check::Walk& walk);

}  // namespace onething::scenario
