// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <limits>

#include "base/format.h"
#include "onething/time.h"
#include "time/decimals.h"
#include "time/scan.h"

namespace onething {

namespace {

constexpr std::int64_t kDaySeconds = 86400;
constexpr std::int64_t kChinaSeconds = 28800;
constexpr std::int32_t kNanosPerSecond = 1'000'000'000;

// The range of CEL's timestamp: years 0001 to 9999 in UTC.
constexpr std::int64_t kFirstSecond = -62'135'596'800;
constexpr std::int64_t kLastSecond = 253'402'300'799;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

Date utc_date(std::int64_t seconds) {
  using Days = std::numeric_limits<std::int32_t>;
  const std::int64_t days = floor_div(seconds, kDaySeconds);
  return {static_cast<std::int32_t>(
      std::clamp<std::int64_t>(days, Days::min(), Days::max()))};
}

std::int64_t add_or_stay_at_the_end(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  using Seconds = std::numeric_limits<std::int64_t>;
  return b < 0 ? Seconds::min() : Seconds::max();
}

// "09:00", "09:00:30"
std::optional<std::int64_t> scan_time_of_day(time::Scanner& scan) {
  const std::optional<int> hour = scan.number(2);
  if (!hour || *hour > 23 || !scan.take(':')) return std::nullopt;
  const std::optional<int> minute = scan.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (scan.take(':')) {
    const std::optional<int> found = scan.number(2);
    if (!found || *found > 59) return std::nullopt;
    second = *found;
  }
  return *hour * 3600 + *minute * 60 + second;
}

// ".5", ".123456789", or nothing at all.
std::optional<std::int32_t> scan_nanos(time::Scanner& scan) {
  if (!scan.take('.')) return 0;
  std::int32_t nanos = 0;
  std::int32_t unit = kNanosPerSecond;
  while (scan.at_digit()) {
    if (unit == 1) return std::nullopt;
    unit /= 10;
    nanos += *scan.number(1) * unit;
  }
  if (unit == kNanosPerSecond) return std::nullopt;
  return nanos;
}

// "Z", "+08:00", or nothing, which is China. Seconds east of UTC.
std::optional<std::int64_t> scan_offset(time::Scanner& scan) {
  if (scan.rest.empty()) return kChinaSeconds;
  if (scan.take('Z') || scan.take('z')) return 0;
  const bool is_west = scan.take('-');
  if (!is_west && !scan.take('+')) return std::nullopt;
  const std::optional<int> hour = scan.number(2);
  if (!hour || *hour > 23 || !scan.take(':')) return std::nullopt;
  const std::optional<int> minute = scan.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  const int seconds = *hour * 3600 + *minute * 60;
  return is_west ? -seconds : seconds;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  time::Scanner scan{text};
  const std::optional<Date> date = scan.date();
  if (!date) return std::nullopt;
  if (!scan.take('T') && !scan.take('t') && !scan.take(' '))
    return std::nullopt;
  const std::optional<std::int64_t> time_of_day = scan_time_of_day(scan);
  if (!time_of_day) return std::nullopt;
  const std::optional<std::int32_t> nanos = scan_nanos(scan);
  if (!nanos) return std::nullopt;
  const std::optional<std::int64_t> offset = scan_offset(scan);
  if (!offset || !scan.rest.empty()) return std::nullopt;
  const std::int64_t seconds =
      date->days * kDaySeconds + *time_of_day - *offset;
  if (seconds < kFirstSecond || seconds > kLastSecond) return std::nullopt;
  return Instant{seconds, *nanos};
}

std::string to_text(Instant instant) {
  const std::int64_t second =
      instant.seconds - floor_div(instant.seconds, kDaySeconds) * kDaySeconds;
  std::string out = to_text(utc_date(instant.seconds));
  out += format("T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60,
                second % 60);
  time::append_decimals(out, instant.nanos);
  out += 'Z';
  return out;
}

std::string to_local_text(Instant instant) {
  const std::int64_t local =
      add_or_stay_at_the_end(instant.seconds, kChinaSeconds);
  const std::int64_t second =
      local - floor_div(local, kDaySeconds) * kDaySeconds;
  return format("{} {:02}:{:02}", to_text(utc_date(local)), second / 3600,
                second / 60 % 60);
}

Date local_date(Instant instant) {
  return utc_date(add_or_stay_at_the_end(instant.seconds, kChinaSeconds));
}

Instant start_of(Date date) {
  return {date.days * kDaySeconds - kChinaSeconds, 0};
}

Instant from_milliseconds(std::int64_t since_1970) {
  const std::int64_t seconds = floor_div(since_1970, 1000);
  const std::int64_t rest = since_1970 - seconds * 1000;
  return {seconds, static_cast<std::int32_t>(rest * 1'000'000)};
}

std::int64_t to_milliseconds(Instant instant) {
  std::int64_t out = 0;
  if (__builtin_mul_overflow(instant.seconds, std::int64_t{1000}, &out)) {
    using Count = std::numeric_limits<std::int64_t>;
    return instant.seconds < 0 ? Count::min() : Count::max();
  }
  return add_or_stay_at_the_end(out, instant.nanos / 1'000'000);
}

Instant operator+(Instant instant, Duration duration) {
  Instant sum{add_or_stay_at_the_end(instant.seconds, duration.seconds),
              instant.nanos + duration.nanos};
  if (sum.nanos < 0) {
    sum.seconds = add_or_stay_at_the_end(sum.seconds, -1);
    sum.nanos += kNanosPerSecond;
  } else if (sum.nanos >= kNanosPerSecond) {
    sum.seconds = add_or_stay_at_the_end(sum.seconds, 1);
    sum.nanos -= kNanosPerSecond;
  }
  return sum;
}

Duration operator-(Instant later, Instant earlier) {
  std::int64_t seconds = 0;
  if (__builtin_sub_overflow(later.seconds, earlier.seconds, &seconds)) {
    using Seconds = std::numeric_limits<std::int64_t>;
    return {later < earlier ? Seconds::min() : Seconds::max(), 0};
  }
  std::int32_t nanos = later.nanos - earlier.nanos;
  if (seconds > 0 && nanos < 0) {
    --seconds;
    nanos += kNanosPerSecond;
  } else if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= kNanosPerSecond;
  }
  return {seconds, nanos};
}

}  // namespace onething
