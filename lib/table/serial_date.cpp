// SPDX-License-Identifier: Apache-2.0

#include "table/serial_date.h"

#include <charconv>
#include <cmath>

#include "base/format.h"
#include "onething/time.h"

namespace onething::table {

namespace {

constexpr double kDaySeconds = 86'400;
constexpr double kLastDay = 2'958'466;  // 9999-12-31, and one more.

}  // namespace

std::optional<std::string> serial_date(std::string_view number,
                                       bool from_1904) {
  double serial = 0;
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), serial);
  if (error != std::errc() || end != number.data() + number.size() ||
      !(serial >= 0) || serial >= kLastDay)
    return std::nullopt;
  const double day = std::floor(serial);
  auto seconds =
      static_cast<std::int64_t>(std::llround((serial - day) * kDaySeconds));
  auto days = static_cast<std::int64_t>(day);
  if (seconds >= static_cast<std::int64_t>(kDaySeconds)) {
    seconds = 0;
    ++days;
  }
  const std::string time = format("{:02}:{:02}:{:02}", seconds / 3'600,
                                  seconds / 60 % 60, seconds % 60);
  if (days == 0 && !from_1904) return time;
  // 1900 was no leap year, but spreadsheets count a 29 February of it.
  constexpr int kLeapThatNeverWas = 60;
  if (!from_1904 && days == kLeapThatNeverWas) return std::nullopt;
  const Date first = from_1904                  ? *make_date(1904, 1, 1)
                     : days < kLeapThatNeverWas ? *make_date(1899, 12, 31)
                                                : *make_date(1899, 12, 30);
  const Date date{static_cast<std::int32_t>(first.days + days)};
  std::string text = to_text(date);
  if (seconds > 0) text += "T" + time;
  return text;
}

// ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are days where Chinese is
// spoken.
bool is_date_format(int number) {
  return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) ||
         (number >= 45 && number <= 47) || (number >= 50 && number <= 58);
}

bool is_date_format(std::string_view code) {
  bool quoted = false;
  bool in_brackets = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted) {
      continue;
    } else if (c == '[') {
      in_brackets = true;
    } else if (c == ']') {
      in_brackets = false;
    } else if (c == ';') {
      return false;
    } else if (!in_brackets && std::string_view("ymdhsYMDHS").find(c) !=
                                   std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace onething::table
