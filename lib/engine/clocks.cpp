// SPDX-License-Identifier: Apache-2.0

#include "engine/clocks.h"

#include <algorithm>

#include "calendar/calendar.h"

namespace onething::engine {

namespace {

template <typename T>
std::optional<T> known(const Result<T>& result) {
  return result ? std::optional<T>(result.value()) : std::nullopt;
}

// No limit is longer than a century; what is longer has no end.
constexpr std::int64_t kSecondsMax = 100LL * 366 * 86'400;

std::optional<Date> after_seconds(Instant start, std::int64_t count,
                                  std::int64_t unit) {
  if (count < 0 || count > kSecondsMax / unit) return std::nullopt;
  return local_date(start + Duration{count * unit, 0});
}

}  // namespace

std::optional<Date> due_date(const Draft& draft, Term term) {
  const Calendar& calendar = *draft.definition().calendar;
  const Date today = local_date(draft.now());
  switch (term.unit) {
    case TermUnit::working_days:
      return known(calendar.add_working_days(today, term.count));
    case TermUnit::days:
      return known(calendar.add_calendar_days(today, term.count));
    case TermUnit::hours:
      return after_seconds(draft.now(), term.count, 3'600);
    case TermUnit::minutes:
      return after_seconds(draft.now(), term.count, 60);
    case TermUnit::seconds:
      return after_seconds(draft.now(), term.count, 1);
  }
  return std::nullopt;
}

std::optional<Instant> end_of_term(const Draft& draft, Term term) {
  const auto after = [&](std::int64_t unit) -> std::optional<Instant> {
    if (term.count < 0 || term.count > kSecondsMax / unit) return std::nullopt;
    return draft.now() + Duration{term.count * unit, 0};
  };
  switch (term.unit) {
    case TermUnit::hours:
      return after(3'600);
    case TermUnit::minutes:
      return after(60);
    case TermUnit::seconds:
      return after(1);
    case TermUnit::days:
    case TermUnit::working_days:
      break;
  }
  const std::optional<Date> last = due_date(draft, term);
  if (!last) return std::nullopt;
  return start_of(Date{last->days + 1});
}

std::optional<std::int64_t> days_paused(const Draft& draft) {
  const std::optional<Instant> since = draft.state().paused_since;
  if (!since) return 0;
  return known(draft.definition().calendar->working_days_between(
      local_date(*since), local_date(draft.now())));
}

std::optional<Date> shift(const Draft& draft, Date due, std::int64_t days) {
  if (days <= 0) return due;
  return known(draft.definition().calendar->add_working_days(due, days));
}

std::optional<std::int64_t> days_used(const Draft& draft) {
  const CaseState& state = draft.state();
  if (!state.accepted_at) return std::nullopt;
  const std::optional<std::int64_t> passed =
      known(draft.definition().calendar->working_days_between(
          local_date(*state.accepted_at), local_date(draft.now())));
  const std::optional<std::int64_t> open_pause = days_paused(draft);
  if (!passed || !open_pause) return std::nullopt;
  return std::max<std::int64_t>(0, *passed - state.paused_days - *open_pause);
}

}  // namespace onething::engine
