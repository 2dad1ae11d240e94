// SPDX-License-Identifier: Apache-2.0

#include "scenario/terms.h"

namespace onething::scenario {

namespace {

constexpr std::int64_t kDay = 86'400;

}  // namespace

std::optional<Instant> later(const Calendar& calendar, Instant from,
                             Term term) {
  switch (term.unit) {
    case TermUnit::seconds:
      return from + Duration{term.count, 0};
    case TermUnit::minutes:
      return from + Duration{term.count * 60, 0};
    case TermUnit::hours:
      return from + Duration{term.count * 3'600, 0};
    case TermUnit::days:
      return from + Duration{term.count * kDay, 0};
    case TermUnit::working_days:
      break;
  }
  const Date day = local_date(from);
  const Result<Date> end = calendar.add_working_days(day, term.count);
  if (!end) return std::nullopt;
  return start_of(end.value()) + (from - start_of(day));
}

}  // namespace onething::scenario
