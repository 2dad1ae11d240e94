// SPDX-License-Identifier: Apache-2.0

#include "expr/time_range.h"

namespace onething::expr {

namespace {

constexpr std::int64_t kBillion = 1'000'000'000;
constexpr std::int64_t kFirstSecond = -62'135'596'800;  // 0001-01-01.
constexpr std::int64_t kLastSecond = 253'402'300'799;   // 9999-12-31.
constexpr std::int64_t kLongest = 315'576'000'000;
// Two moments farther apart have no difference: what 64 bits of nanoseconds
// hold, as the conformance suite wants it.
constexpr std::int64_t kFarthest = 9'223'372'036;
constexpr std::int64_t kSecondsPerDay = 86'400;

Cell out_of_range(Evaluation& e) { return e.fail({"expr.time_range", {}}); }

// Both parts are small enough that their sums cannot wrap.
Cell make_duration(Evaluation& e, std::int64_t seconds, std::int64_t nanos) {
  seconds += nanos / kBillion;
  nanos %= kBillion;
  if (seconds > 0 && nanos < 0) {
    --seconds;
    nanos += kBillion;
  } else if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= kBillion;
  }
  const Duration duration{seconds, static_cast<std::int32_t>(nanos)};
  return is_in_range(duration) ? cell_of(duration) : out_of_range(e);
}

}  // namespace

bool is_in_range(Instant instant) {
  return instant.seconds >= kFirstSecond && instant.seconds <= kLastSecond;
}

bool is_in_range(Duration duration) {
  return duration.seconds >= -kLongest && duration.seconds <= kLongest;
}

Cell instant_plus(Evaluation& e, Instant instant, Duration duration,
                  std::int64_t sign) {
  if (!is_in_range(instant) || !is_in_range(duration)) return out_of_range(e);
  std::int64_t seconds = instant.seconds + sign * duration.seconds;
  std::int64_t nanos = instant.nanos + sign * duration.nanos;
  if (nanos < 0) {
    --seconds;
    nanos += kBillion;
  } else if (nanos >= kBillion) {
    ++seconds;
    nanos -= kBillion;
  }
  const Instant sum{seconds, static_cast<std::int32_t>(nanos)};
  return is_in_range(sum) ? cell_of(sum) : out_of_range(e);
}

Cell duration_plus(Evaluation& e, Duration left, Duration right,
                   std::int64_t sign) {
  if (!is_in_range(left) || !is_in_range(right)) return out_of_range(e);
  return make_duration(e, left.seconds + sign * right.seconds,
                       left.nanos + sign * right.nanos);
}

Cell instant_difference(Evaluation& e, Instant later, Instant earlier) {
  if (!is_in_range(later) || !is_in_range(earlier)) return out_of_range(e);
  const std::int64_t seconds = later.seconds - earlier.seconds;
  if (seconds > kFarthest || seconds < -kFarthest) return out_of_range(e);
  return make_duration(e, seconds, std::int64_t{later.nanos} - earlier.nanos);
}

Cell date_plus(Evaluation& e, Date date, std::int64_t days) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(std::int64_t{date.days}, days, &sum) ||
      sum < kFirstSecond / kSecondsPerDay || sum > kLastSecond / kSecondsPerDay)
    return out_of_range(e);
  return cell_of(Date{static_cast<std::int32_t>(sum)});
}

}  // namespace onething::expr
