// SPDX-License-Identifier: Apache-2.0
//
// How a case moves on by itself: what every handler calls after its own fact.
//
// Each function emits what follows from the state and nothing else; whether the
// command was allowed has been asked before.

#pragma once

#include "engine/draft.h"

namespace onething::engine {

// Starts whatever can start; then asks for a correction, grants, denies or
// closes the case where nothing else is left.
void go_on(Draft& draft);

// Evaluates and starts one step that waits for nothing any more
// (start_steps.cpp). Runs that were kept by a reset are left as they are.
void start_step(Draft& draft, const StepPlan& plan);

// A step that had acted before a supplement: keeps it when its input is still
// the same, else has it act anew (supplement.cpp).
void recheck_step(Draft& draft, const StepPlan& plan);

// One notice of all that was returned, once nothing else is under way
// (supplement.cpp).
void request_correction(Draft& draft);

// Closes open tasks and, once no call is under way, the case (endings.cpp).
void come_to_an_end(Draft& draft);

// Ends the case when every step is settled (endings.cpp).
void grant_when_settled(Draft& draft);

}  // namespace onething::engine
