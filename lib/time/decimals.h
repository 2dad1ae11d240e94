// SPDX-License-Identifier: Apache-2.0
//
// The decimals of a second, as instants and durations print them: as many
// digits as needed and no point when there are none.
//
// Not a number formatter.

#pragma once

#include <cstdint>
#include <string>

namespace onething::time {

// `nanos` is 0 to 999,999,999.
inline void append_decimals(std::string& out, std::int32_t nanos) {
  if (nanos == 0) return;
  out += '.';
  for (std::int32_t unit = 100'000'000; nanos > 0; unit /= 10) {
    out += static_cast<char>('0' + nanos / unit);
    nanos %= unit;
  }
}

}  // namespace onething::time
