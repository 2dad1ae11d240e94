// SPDX-License-Identifier: Apache-2.0
//
// Arithmetic on moments and lengths of time within CEL's ranges: moments of the
// years 1 to 9999, lengths of up to 315,576,000,000 seconds. Beyond is an
// error.

#pragma once

#include <cstdint>

#include "expr/evaluation.h"

namespace onething::expr {

bool is_in_range(Instant instant);
bool is_in_range(Duration duration);

// `sign` is 1 or -1.
Cell instant_plus(Evaluation& evaluation, Instant instant, Duration duration,
                  std::int64_t sign);
Cell duration_plus(Evaluation& evaluation, Duration left, Duration right,
                   std::int64_t sign);
Cell instant_difference(Evaluation& evaluation, Instant later, Instant earlier);
Cell date_plus(Evaluation& evaluation, Date date, std::int64_t days);

}  // namespace onething::expr
