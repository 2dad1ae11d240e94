// SPDX-License-Identifier: Apache-2.0
//
// How long limits are, in working days, so that they can be added and compared
// before anybody knows on which day a case begins.
//
// Calendar days count as the most working days that they hold in weeks without
// holidays: a promise has to hold whenever a case begins. Hours and less add up
// among themselves; twenty-four of them are a day. Dates are calendar.h's.

#pragma once

#include <compare>
#include <cstdint>

#include "onething/time.h"

namespace onething::check {

struct Length {
  std::int64_t days = 0;     // Working days.
  std::int64_t seconds = 0;  // Less than a day.

  friend auto operator<=>(const Length&, const Length&) = default;
};

Length length_of(Term term);
Length operator+(Length a, Length b);

// Whether `length` does not fit into `limit`. A limit in days ends with its
// last day, so that hours on top of the same days still fit.
bool is_over(Length length, Length limit);
bool is_over(Term length, Term limit);

// For people: working days, or the hours where there is no whole day.
Term term_of(Length length);

}  // namespace onething::check
