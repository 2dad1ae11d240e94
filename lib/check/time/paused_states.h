// SPDX-License-Identifier: Apache-2.0
//
// What the workflow's own states do to its promise: where the clock stands
// still, and how long a case may stay in them.
//
// Reads what is written; whether a case comes to a state is not asked here.

#pragma once

#include <optional>

#include "check/time/length.h"
#include "onething/workflow.h"

namespace onething::check {

// Whether the step acts only in states that pause the clock.
bool never_counts(const Workflow& workflow, const Step& step);

// What the times of all states add up to at most, beside what their steps take;
// nothing where a state lasts until somebody ends it.
std::optional<Length> stays(const Workflow& workflow);

}  // namespace onething::check
