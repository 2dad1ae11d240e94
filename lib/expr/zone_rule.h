// SPDX-License-Identifier: Apache-2.0
//
// The rule for the years behind a zone's last listed change, as POSIX writes
// it: "EST5EDT,M3.2.0,M11.1.0".
//
// Only for time_zone.cpp, which knows where the rule stands.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace onething::expr {

// `text` is the rule between two line ends. Seconds east of UTC; nothing when
// there is no rule or when it cannot be read.
std::optional<std::int64_t> offset_by_rule(std::string_view text,
                                           std::int64_t seconds);

}  // namespace onething::expr
