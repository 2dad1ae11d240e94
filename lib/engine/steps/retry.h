// SPDX-License-Identifier: Apache-2.0
//
// What becomes of a call that brought no usable answer: it is made again later,
// at once, or by a person's order only.
//
// Reads no clock and draws no number; delays follow from what is recorded.

#pragma once

#include <optional>

#include "engine/draft.h"

namespace onething::engine {

struct CallTrouble {
  std::int64_t attempt = 1;
  bool may_have_acted = false;
  bool try_again = true;
  bool at_once = false;  // No delay before the next attempt.
  Message why;
  std::optional<Duration> retry_after;
};

// Plans the next attempt, or hands the run to the fallback team.
void call_failed(Draft& draft, const StepPlan& plan, const RunName& run,
                 const CallTrouble& trouble);

}  // namespace onething::engine
