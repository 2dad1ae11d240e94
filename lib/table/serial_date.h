// SPDX-License-Identifier: Apache-2.0
//
// Dates as spreadsheets keep them: days since a day of their own, with the time
// of day as a fraction.
//
// Knows both beginnings, 1900 with its day that never was and 1904; whether a
// number is a date is said by its format.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onething::table {

// "2026-03-02", or "2026-03-02T09:30:00" where there is a time; "09:30:00" for
// a time alone. Nothing for what is no number or no day of a spreadsheet.
std::optional<std::string> serial_date(std::string_view number, bool from_1904);

// Whether a number format shows a day or a time: by its code, "yyyy/m/d", or by
// its number where it is one of those that need no code.
bool is_date_format(int number);
bool is_date_format(std::string_view code);

}  // namespace onething::table
