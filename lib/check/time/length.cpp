// SPDX-License-Identifier: Apache-2.0

#include "check/time/length.h"

#include <algorithm>

namespace onething::check {

namespace {

constexpr std::int64_t kDay = 86'400;
// Longer than any limit of a law; sums stay far from overflow.
constexpr std::int64_t kCountMax = 1'000'000'000;

Length of_seconds(std::int64_t count, std::int64_t unit) {
  const std::int64_t seconds = count * unit;
  return {seconds / kDay, seconds % kDay};
}

}  // namespace

Length length_of(Term term) {
  constexpr std::int64_t week = 7;
  constexpr std::int64_t working_week = 5;
  const std::int64_t count = std::clamp<std::int64_t>(term.count, 0, kCountMax);
  switch (term.unit) {
    case TermUnit::working_days:
      return {count, 0};
    case TermUnit::days:
      return {
          count / week * working_week + std::min(count % week, working_week),
          0};
    case TermUnit::hours:
      return of_seconds(count, 3'600);
    case TermUnit::minutes:
      return of_seconds(count, 60);
    case TermUnit::seconds:
      return of_seconds(count, 1);
  }
  return {};
}

Length operator+(Length a, Length b) {
  const std::int64_t seconds = a.seconds + b.seconds;
  return {a.days + b.days + seconds / kDay, seconds % kDay};
}

bool is_over(Length length, Length limit) {
  if (length.days != limit.days) return length.days > limit.days;
  return limit.seconds > 0 && length.seconds > limit.seconds;
}

bool is_over(Term length, Term limit) {
  if (length.unit == limit.unit) return length.count > limit.count;
  return is_over(length_of(length), length_of(limit));
}

Term term_of(Length length) {
  if (length.days > 0 || length.seconds == 0)
    return {length.days, TermUnit::working_days};
  if (length.seconds % 3'600 == 0)
    return {length.seconds / 3'600, TermUnit::hours};
  if (length.seconds % 60 == 0) return {length.seconds / 60, TermUnit::minutes};
  return {length.seconds, TermUnit::seconds};
}

}  // namespace onething::check
