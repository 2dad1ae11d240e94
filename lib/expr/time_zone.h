// SPDX-License-Identifier: Apache-2.0
//
// Named time zones: what a clock in "Asia/Kathmandu" shows at some moment, from
// the system's table of zones (TZif files, RFC 8536).
//
// Only for names in formulas. The program's own dates are Chinese dates and
// never come here. The table is read each time; nothing is kept.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace onething::expr {

// Seconds east of UTC in `zone` at the moment `seconds` since 1970; nothing for
// a name that the system does not know.
std::optional<std::int64_t> offset_in_zone(std::string_view zone,
                                           std::int64_t seconds);

// The same by the bytes of a TZif file.
std::optional<std::int64_t> offset_in_table(std::string_view table,
                                            std::int64_t seconds);

}  // namespace onething::expr
