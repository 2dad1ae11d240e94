// SPDX-License-Identifier: Apache-2.0
//
// Where a clock ends, from what it was given: budget, extension, pauses.
//
// Pure arithmetic over one ClockState and a calendar; what follows when a
// moment has come is in clocks.cpp. Limits in working days skip the working
// days of a pause, limits in days its calendar days, shorter ones its exact
// length (行政许可法 art. 45: the time of a special procedure is not counted).

#pragma once

#include <optional>

#include "calendar/calendar.h"
#include "engine/case_state.h"
#include "onething/workflow.h"

namespace onething::engine {

// Both empty where the calendar does not reach: nothing is guessed.
struct Projection {
  std::optional<Date> due;         // The last day.
  std::optional<Instant> ends_at;  // The first moment after it.

  friend bool operator==(const Projection&, const Projection&) = default;
};

// A pause that is still open counts up to its beginning only.
Projection project(const Calendar& calendar, const ClockState& clock,
                   const std::vector<ClockPause>& pauses);

// `term` from a day or a moment on, as project() counts it.
Projection project(const Calendar& calendar, Instant from, Term term);

// The day `before` its end on which a reminder is due; nothing for a clock
// without an end.
std::optional<Instant> reminder_at(const Calendar& calendar,
                                   const ClockState& clock, Term before);
std::optional<Instant> escalation_at(const Calendar& calendar,
                                     const ClockState& clock, Term after);

// The next moment at which this running clock wants something done: a reminder,
// its end, an escalation; nothing when all has been done.
std::optional<Instant> next_moment(const Calendar& calendar,
                                   const Clocks& rules,
                                   const ClockState& clock);

// The days that are left on `today`, negative when it is over; working days for
// limits in working days, else calendar days. Nothing without an end.
std::optional<std::int64_t> days_left(const Calendar& calendar,
                                      const ClockState& clock, Date today);

}  // namespace onething::engine
