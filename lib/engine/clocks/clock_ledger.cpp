// SPDX-License-Identifier: Apache-2.0

#include "engine/clocks/clock_ledger.h"

#include <algorithm>

namespace onething::engine {

namespace {

// No limit is longer than a century; what is longer has no end.
constexpr std::int64_t kSecondsMax = 100LL * 366 * 86'400;

template <typename T>
std::optional<T> known(const Result<T>& result) {
  return result ? std::optional<T>(result.value()) : std::nullopt;
}

bool is_in_days(Term term) {
  return term.unit == TermUnit::days || term.unit == TermUnit::working_days;
}

std::int64_t seconds_of(Term term) {
  switch (term.unit) {
    case TermUnit::seconds:
      return term.count;
    case TermUnit::minutes:
      return term.count * 60;
    case TermUnit::hours:
      return term.count * 3'600;
    case TermUnit::days:
    case TermUnit::working_days:
      break;
  }
  return 0;
}

std::optional<Date> add_days(const Calendar& calendar, Date start, Term term) {
  return term.unit == TermUnit::working_days
             ? known(calendar.add_working_days(start, term.count))
             : known(calendar.add_calendar_days(start, term.count));
}

// The closed pauses of the clock in its own unit; nothing beyond the calendar.
std::optional<std::int64_t> paused(const Calendar& calendar,
                                   const ClockState& clock,
                                   const std::vector<ClockPause>& pauses) {
  std::int64_t total = 0;
  for (const ClockPause& pause : pauses) {
    if (!pause.to || pause.from < clock.from || !clock.stands_still_in(pause))
      continue;
    if (clock.budget.unit == TermUnit::working_days) {
      const auto days = known(calendar.working_days_between(
          local_date(pause.from), local_date(*pause.to)));
      if (!days) return std::nullopt;
      total += *days;
    } else if (clock.budget.unit == TermUnit::days) {
      total += local_date(*pause.to).days - local_date(pause.from).days;
    } else {
      total += pause.to->seconds - pause.from.seconds;
    }
  }
  return total;
}

Projection until(Date due) { return {due, start_of(Date{due.days + 1})}; }

Projection after_seconds(Instant from, std::int64_t seconds) {
  if (seconds < 0 || seconds > kSecondsMax) return {};
  const Instant end = from + Duration{seconds, 0};
  return {local_date(end), end};
}

}  // namespace

Projection project(const Calendar& calendar, Instant from, Term term) {
  if (term.count < 0 || term.count > kSecondsMax) return {};
  if (!is_in_days(term)) return after_seconds(from, seconds_of(term));
  const auto due = add_days(calendar, local_date(from), term);
  return due ? until(*due) : Projection{};
}

Projection project(const Calendar& calendar, const ClockState& clock,
                   const std::vector<ClockPause>& pauses) {
  const auto still = paused(calendar, clock, pauses);
  if (!still) return {};
  if (!is_in_days(clock.budget)) {
    const std::int64_t extra = clock.extra ? seconds_of(*clock.extra) : 0;
    return after_seconds(clock.from, seconds_of(clock.budget) + extra + *still);
  }
  const Term counted{clock.budget.count + *still, clock.budget.unit};
  auto due = add_days(calendar, local_date(clock.from), counted);
  if (due && clock.extra)
    due =
        is_in_days(*clock.extra) ? add_days(calendar, *due, *clock.extra) : due;
  return due ? until(*due) : Projection{};
}

std::optional<Instant> reminder_at(const Calendar& calendar,
                                   const ClockState& clock, Term before) {
  if (!clock.ends_at || !clock.due) return std::nullopt;
  if (!is_in_days(before))
    return *clock.ends_at + Duration{-seconds_of(before), 0};
  if (before.unit == TermUnit::days)
    return start_of(
        Date{static_cast<std::int32_t>(clock.due->days - before.count)});
  // Back, day by day, to the working day from which so many are left.
  Date day = *clock.due;
  for (std::int64_t left = 0;; --day.days) {
    const auto working = known(calendar.is_working_day(day));
    if (!working) return std::nullopt;
    if (*working && left++ == before.count) break;
  }
  return start_of(day);
}

std::optional<Instant> escalation_at(const Calendar& calendar,
                                     const ClockState& clock, Term after) {
  if (!clock.ends_at || !clock.due) return std::nullopt;
  if (!is_in_days(after))
    return *clock.ends_at + Duration{seconds_of(after), 0};
  const auto day = add_days(calendar, *clock.due, after);
  if (!day) return std::nullopt;
  return start_of(Date{day->days + 1});
}

std::optional<Instant> next_moment(const Calendar& calendar,
                                   const Clocks& rules,
                                   const ClockState& clock) {
  if (!clock.running || !clock.ends_at) return std::nullopt;
  if (!clock.expired) {
    const auto rung = static_cast<std::size_t>(clock.reminded);
    std::optional<Instant> next = clock.ends_at;
    if (rung < rules.reminders.size())
      if (const auto reminder =
              reminder_at(calendar, clock, rules.reminders[rung].term))
        next = std::min(*next, *reminder);
    return next;
  }
  const auto rung = static_cast<std::size_t>(clock.escalated);
  if (rung >= rules.escalate.size()) return std::nullopt;
  return escalation_at(calendar, clock, rules.escalate[rung].after.term);
}

std::optional<std::int64_t> days_left(const Calendar& calendar,
                                      const ClockState& clock, Date today) {
  if (!clock.due) return std::nullopt;
  if (clock.budget.unit == TermUnit::working_days)
    return known(calendar.working_days_between(today, *clock.due));
  return clock.due->days - today.days;
}

}  // namespace onething::engine
