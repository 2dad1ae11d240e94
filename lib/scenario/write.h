// SPDX-License-Identifier: Apache-2.0
//
// Scenarios as the text of a file, in the canonical layout.
//
// What the program writes itself; it does not keep the comments of anybody.

#pragma once

#include <string>

#include "onething/scenarios.h"

namespace onething::scenario {

std::string written(const Scenarios& scenarios);

}  // namespace onething::scenario
