// SPDX-License-Identifier: Apache-2.0
//
// A clock that goes by the machine's as long as that can be believed, and says
// so when it cannot (clock_mark.h): limits and retries go on as if it had not
// jumped, until somebody accepts what it shows.
//
// How time stands is noted in the store whenever something else is.

#pragma once

#include <memory>

#include "onething/clock_mark.h"
#include "onething/runner.h"
#include "onething/store.h"

namespace onething {

// `store` must outlive it. A machine without readings is believed.
std::unique_ptr<Clock> guard_clock(std::unique_ptr<Clock> machine,
                                   Store& store);

// How the machine's clock stands to what the store remembers.
Result<ClockJudgement> clock_standing(Store& store, Clock& clock);

// From now on the machine's clock is believed; `why` says who accepts it and for
// what reason, and is kept with the store. invalid where it is believed anyway
// or has no readings.
Result<ClockJudgement> accept_clock(Store& store, Clock& clock, AccessLine why);

}  // namespace onething
