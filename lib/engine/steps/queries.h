// SPDX-License-Identifier: Apache-2.0
//
// Calls that are not answered at once: the department has taken one and answers
// later, or nobody knows whether it has. It is asked (`query`), with growing
// intervals, or waited for; and past the promised day a person is told.
//
// Asking changes nothing there. What the answer says is for answer.cpp.

#pragma once

#include <optional>

#include "engine/draft.h"

namespace onething::engine {

enum class Pending { later, unknown };

// The answer to this run is still to come.
void call_is_pending(Draft& draft, const StepPlan& plan, const RunName& run,
                     Pending why, std::optional<Duration> retry_after);

// It could not be asked: again later, or a person finds out.
void query_failed(Draft& draft, const StepPlan& plan, const RunName& run,
                  const Message& why, bool at_once = false);

// Asks where the time has come, and tells of what is overdue.
void see_to_pending(Draft& draft);

}  // namespace onething::engine
