// SPDX-License-Identifier: Apache-2.0
//
// Where a term ends in a scenario.
//
// Not a deadline (calendar.h): whoever says "a working day later" means the
// same time of day.

#pragma once

#include <optional>

#include "calendar/calendar.h"
#include "onething/time.h"

namespace onething::scenario {

// Nothing where no calendar reaches.
std::optional<Instant> later(const Calendar& calendar, Instant from, Term term);

}  // namespace onething::scenario
