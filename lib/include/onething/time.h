// SPDX-License-Identifier: Apache-2.0
//
// Civil dates, instants and lengths of time, with their ISO 8601 texts.
//
// No clock: the present is handed in by whoever may read it (runner.h, Clock).
// No zone data: a legal day is a day in China, UTC+08:00, which has had no
// daylight saving since 1991; dates of birth and on certificates are Dates and
// are never converted. Working days are counted in calendar.h.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace onething {

// A day in the proleptic Gregorian calendar.
struct Date {
  std::int32_t days = 0;  // Since 1970-01-01.

  friend auto operator<=>(const Date&, const Date&) = default;
};

struct CivilDate {
  int year = 1970;
  unsigned month = 1;  // 1 to 12.
  unsigned day = 1;    // 1 to 31.
};

// Nothing when the day does not exist, such as 2025-02-29.
std::optional<Date> make_date(int year, unsigned month, unsigned day);
CivilDate civil(Date date);

// 1 is Monday, 7 is Sunday.
unsigned weekday(Date date);

// "2026-03-02", years 0001 to 9999 only.
std::optional<Date> parse_date(std::string_view text);
std::string to_text(Date date);

// A length of time with nanoseconds, as CEL's duration: both parts carry the
// same sign.
struct Duration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;

  friend auto operator<=>(const Duration&, const Duration&) = default;
};

// A moment, as CEL's timestamp: seconds since 1970-01-01T00:00:00Z and 0 to
// 999,999,999 nanoseconds after that.
struct Instant {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;

  friend auto operator<=>(const Instant&, const Instant&) = default;
};

// RFC 3339 with `Z` or an offset; a text without an offset is Chinese time.
std::optional<Instant> parse_instant(std::string_view text);

// RFC 3339 in UTC with as many decimals as needed: "2026-03-02T01:00:00Z".
std::string to_text(Instant instant);

// For people: Chinese time to the minute, "2026-03-02 09:00".
std::string to_local_text(Instant instant);

// The Chinese day in which the instant lies, and the first moment of a day.
Date local_date(Instant instant);
Instant start_of(Date date);

Instant from_milliseconds(std::int64_t since_1970);
std::int64_t to_milliseconds(Instant instant);
Instant operator+(Instant instant, Duration duration);
Duration operator-(Instant later, Instant earlier);
Duration milliseconds(std::int64_t count);

// CEL's form, "1h30m", "1.5s", "-2ms".
std::optional<Duration> parse_duration(std::string_view text);
// CEL's form in seconds, "5400s".
std::string to_text(Duration duration);

// A limit as the law and this language write it: a whole number of one unit.
enum class TermUnit { seconds, minutes, hours, days, working_days };

struct Term {
  std::int64_t count = 0;
  TermUnit unit = TermUnit::working_days;

  friend bool operator==(const Term&, const Term&) = default;
};

// "20wd" working days, "30d" calendar days, "2h", "5min", "10s".
std::optional<Term> parse_term(std::string_view text);
std::string to_text(Term term);

}  // namespace onething
