// SPDX-License-Identifier: Apache-2.0
//
// What has come of a played scenario, written down as what must come of it.
//
// For scenarios that the program writes itself; it has played them before.

#pragma once

#include "onething/scenarios.h"
#include "scenario/world.h"

namespace onething::scenario {

// Its state, and how every step stands; or that it never comes to rest.
Expectation end_of(const World& world);

// Answers of steps that never came to be asked say nothing.
void drop_unasked(const World& world, Scenario& scenario);

// Whether the scenario comes to what its `then` says, written to a file and
// read back from it.
bool reads_back(const Project& project, const World& world,
                const stub::Services& services, const Scenario& scenario);

}  // namespace onething::scenario
