// SPDX-License-Identifier: Apache-2.0
//
// Everything that a project says to applicants, in passages that can be found:
// what is asked for them, what they say, where they stand.
//
// Words by which people ask ("how long", "how much") are added to what a
// passage is found by, never to what it says.

#pragma once

#include <string>
#include <vector>

#include "onething/ask.h"

namespace onething::guides {

struct Passage {
  FoundAnswer answer;
  std::string found_by;
};

std::vector<Passage> passages_of(const LoadedProject& project,
                                 const ProjectGuidance& told,
                                 Language language);

}  // namespace onething::guides
