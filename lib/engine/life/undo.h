// SPDX-License-Identifier: Apache-2.0
//
// Taking back what was done, when a case ends without a grant (撤销已办): which
// runs, in which order, with what, and what stays in force all the same.
//
// An undo is a run like any other, with its own key, retries and fallback task;
// only its start is different, and that nobody can refuse the case by it.

#pragma once

#include <vector>

#include "engine/draft.h"

namespace onething::engine {

// Orders what is to be taken back and starts it, one after the other. True once
// nothing of it is left to do; then the case may close.
bool take_back(Draft& draft);

// What is still so at a department although the case came to nothing.
struct InForce {
  RunName run;
  bool is_certain =
      true;  // False: a call brought no answer and may have acted.
};
// In the order in which it was done; empty while the case can still be granted.
std::vector<InForce> in_force(const Definition& definition,
                              const CaseState& state);

}  // namespace onething::engine
