// SPDX-License-Identifier: Apache-2.0
//
// The law's clocks of a case: when a limit ends, how long a pause was, how many
// working days were used.
//
// Where the calendar does not reach, the answer is nothing rather than a guess.

#pragma once

#include <cstdint>
#include <optional>

#include "engine/draft.h"

namespace onething::engine {

// The last day of a limit that starts now.
std::optional<Date> due_date(const Draft& draft, Term term);

// The moment at which it is over: days end with the last of them.
std::optional<Instant> end_of_term(const Draft& draft, Term term);

// Working days since the clock stopped; none while it runs.
std::optional<std::int64_t> days_paused(const Draft& draft);

// `due` moved on by so many working days.
std::optional<Date> shift(const Draft& draft, Date due, std::int64_t days);

// Working days from acceptance until now, without pauses.
std::optional<std::int64_t> days_used(const Draft& draft);

}  // namespace onething::engine
