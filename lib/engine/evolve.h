// SPDX-License-Identifier: Apache-2.0
//
// The only writer of CaseState: what each fact changes.
//
// Total: every event applies to every state that can precede it; an event that
// names what is not there stops the program, because the history contradicts
// itself. Includes neither calendar, formulas nor the workflow.

#pragma once

#include "engine/case_state.h"
#include "engine/event.h"

namespace onething::engine {

void evolve(CaseState& state, const Event& event);

}  // namespace onething::engine
