// SPDX-License-Identifier: Apache-2.0
//
// What the passing of time decides by itself: reminders, acceptance by law, a
// lapse, escalation, what may follow later.
//
// Where limits end is computed in clocks.h and clock_ledger.h.

#pragma once

#include "engine/draft.h"

namespace onething::engine {

// Whatever a clock wants done at this moment: reminders, ends and what follows
// from them, escalations. Part of AdvanceCase.
void look_at_clocks(Draft& draft);

}  // namespace onething::engine
