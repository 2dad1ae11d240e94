// SPDX-License-Identifier: Apache-2.0

#include <chrono>

#include "base/format.h"
#include "onething/time.h"
#include "time/scan.h"

namespace onething {

std::optional<Date> make_date(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999 || month > 12 || day > 31) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{year},
                                        std::chrono::month{month},
                                        std::chrono::day{day}};
  if (!ymd.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days{ymd}.time_since_epoch().count();
  return Date{static_cast<std::int32_t>(days)};
}

CivilDate civil(Date date) {
  const std::chrono::year_month_day ymd{
      std::chrono::sys_days{std::chrono::days{date.days}}};
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
          static_cast<unsigned>(ymd.day())};
}

unsigned weekday(Date date) {
  const std::chrono::sys_days days{std::chrono::days{date.days}};
  return std::chrono::weekday{days}.iso_encoding();
}

std::optional<Date> parse_date(std::string_view text) {
  time::Scanner scan{text};
  const std::optional<Date> date = scan.date();
  return scan.rest.empty() ? date : std::nullopt;
}

std::string to_text(Date date) {
  const CivilDate day = civil(date);
  return format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

}  // namespace onething
