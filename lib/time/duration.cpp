// SPDX-License-Identifier: Apache-2.0

#include <charconv>
#include <cmath>

#include "base/format.h"
#include "onething/time.h"
#include "time/decimals.h"

namespace onething {

namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

// The range of CEL's duration, about ten thousand years.
constexpr std::int64_t kSecondsMax = 315'576'000'000;

struct Unit {
  std::string_view name;
  std::int64_t nanos;
};

// Longer names first where one begins like another.
constexpr Unit kUnits[] = {
    {"h", 3600 * kNanosPerSecond},
    {"ms", 1'000'000},
    {"m", 60 * kNanosPerSecond},
    {"s", kNanosPerSecond},
    {"us", 1'000},
    {"µs", 1'000},
    {"μs", 1'000},
    {"ns", 1},
};

std::string_view take_digits(std::string_view& rest) {
  std::size_t count = 0;
  while (count < rest.size() && rest[count] >= '0' && rest[count] <= '9')
    ++count;
  const std::string_view digits = rest.substr(0, count);
  rest.remove_prefix(count);
  return digits;
}

const Unit* take_unit(std::string_view& rest) {
  for (const Unit& unit : kUnits) {
    if (!rest.starts_with(unit.name)) continue;
    rest.remove_prefix(unit.name.size());
    return &unit;
  }
  return nullptr;
}

// A sum of parts, both fields without sign until the end.
struct Sum {
  std::int64_t seconds = 0;
  std::int64_t nanos = 0;

  bool add(std::int64_t count, std::int64_t unit) {
    std::int64_t more = 0;
    if (unit >= kNanosPerSecond) {
      if (__builtin_mul_overflow(count, unit / kNanosPerSecond, &more))
        return false;
    } else {
      const std::int64_t per_second = kNanosPerSecond / unit;
      more = count / per_second;
      nanos += count % per_second * unit;
    }
    more += nanos / kNanosPerSecond;
    nanos %= kNanosPerSecond;
    return !__builtin_add_overflow(seconds, more, &seconds) &&
           seconds <= kSecondsMax;
  }
};

// The decimals of one part in nanoseconds, cut off below one. Dividing digit by
// digit from the last is exact without big numbers.
std::int64_t decimals_in_nanos(std::string_view digits, std::int64_t unit) {
  std::int64_t nanos = 0;
  for (; !digits.empty(); digits.remove_suffix(1))
    nanos = (nanos + (digits.back() - '0') * unit) / 10;
  return nanos;
}

// "1.5h"
bool take_part(std::string_view& rest, Sum& sum) {
  const std::string_view whole = take_digits(rest);
  std::string_view decimals;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    decimals = take_digits(rest);
  }
  if (whole.empty() && decimals.empty()) return false;
  const Unit* unit = take_unit(rest);
  if (unit == nullptr) return false;
  std::int64_t count = 0;
  if (!whole.empty()) {
    const char* end = whole.data() + whole.size();
    const auto parsed = std::from_chars(whole.data(), end, count);
    if (parsed.ec != std::errc{}) return false;
  }
  if (!sum.add(count, unit->nanos)) return false;
  const std::int64_t nanos = decimals_in_nanos(decimals, unit->nanos);
  return sum.add(nanos, 1);
}

}  // namespace

Duration milliseconds(std::int64_t count) {
  return {count / 1000, static_cast<std::int32_t>(count % 1000 * 1'000'000)};
}

std::optional<Duration> parse_duration(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return Duration{};
  if (text.empty()) return std::nullopt;
  Sum sum;
  while (!text.empty())
    if (!take_part(text, sum)) return std::nullopt;
  if (sum.seconds == kSecondsMax && sum.nanos > 0) return std::nullopt;
  const std::int64_t sign = is_negative ? -1 : 1;
  return Duration{sign * sum.seconds,
                  static_cast<std::int32_t>(sign * sum.nanos)};
}

std::string to_text(Duration duration) {
  std::string out;
  if (duration.seconds < 0 || duration.nanos < 0) out += '-';
  // Without the sign, and without overflow at the lowest number there is.
  const auto seconds = static_cast<std::uint64_t>(duration.seconds);
  out += format("{}", duration.seconds < 0 ? 0 - seconds : seconds);
  time::append_decimals(out, std::abs(duration.nanos));
  out += 's';
  return out;
}

}  // namespace onething
