// SPDX-License-Identifier: Apache-2.0
//
// The law's clocks of a case: starting and stopping them, where they end now,
// what happens when a moment has come.
//
// The arithmetic is in clock_ledger.h. Where the calendar does not reach, the
// answer is nothing rather than a guess.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/draft.h"

namespace onething::engine {

// Whether the clock is in a pause that is open.
bool stands_still(const CaseState& state, const ClockState& clock);

// The last day of a limit that starts now.
std::optional<Date> due_date(const Draft& draft, Term term);

// The moment at which it is over: days end with the last of them.
std::optional<Instant> end_of_term(const Draft& draft, Term term);

// Working days since the clock stopped; none while it runs.
std::optional<std::int64_t> days_paused(const Draft& draft);

// Where the promise ends if the open pause ends now.
std::optional<Date> promise_after_pause(const Draft& draft);

// Working days from acceptance until now, without pauses.
std::optional<std::int64_t> days_used(const Draft& draft);

void start_clock(Draft& draft, std::string clock, Term budget);

// Computes every running clock anew and records those that end elsewhere now.
// Nothing is recorded while the case stands still.
void project_clocks(Draft& draft, const std::string& why);

// The next moment at which any clock wants something done.
std::optional<Instant> next_clock_moment(const Definition& definition,
                                         const CaseState& state);

}  // namespace onething::engine
