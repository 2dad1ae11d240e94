// SPDX-License-Identifier: Apache-2.0
//
// How an example has to be changed so that a case goes through one item: who
// answers what, and what is ordered when.
//
// Proposals only, the plainest first; whether one leads there is found out by
// playing it.

#pragma once

#include <cstddef>
#include <vector>

#include "coverage/outline.h"
#include "coverage/variation.h"

namespace onething::coverage {

// Proposals for an item; `language` is that of reasons and problems in them.
std::vector<Scenario> proposals(const Outline& outline, const Item& item,
                                const Variations& variations,
                                Language language);

}  // namespace onething::coverage
