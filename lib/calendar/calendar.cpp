// SPDX-License-Identifier: Apache-2.0

#include "calendar/calendar.h"

#include <algorithm>

#include "base/assert.h"
#include "base/format.h"

namespace onething {

namespace {

constexpr std::int64_t kDaySeconds = 86400;

Date day_of(int year, unsigned month, unsigned day) {
  const std::optional<Date> date = make_date(year, month, day);
  OT_ASSERT(date.has_value());
  return *date;
}

bool contains(const std::vector<Date>& sorted, Date date) {
  return std::binary_search(sorted.begin(), sorted.end(), date);
}

Error year_missing(const Calendar& calendar, int year, Date date) {
  return {ErrorCode::invalid,
          {"calendar.year_missing",
           {{"calendar", calendar.name()},
            {"year", format("{}", year)},
            {"date", to_text(date)}}}};
}

// The last second rather than the next midnight: so the day shown is the day
// meant, and a limit that was kept at 23:59 was kept.
Instant end_of(Date date) { return {start_of(date).seconds + kDaySeconds - 1}; }

std::int64_t seconds_of(Term term) {
  switch (term.unit) {
    case TermUnit::seconds:
      return term.count;
    case TermUnit::minutes:
      return 60 * term.count;
    case TermUnit::hours:
      return 3600 * term.count;
    case TermUnit::days:
    case TermUnit::working_days:
      break;
  }
  OT_ASSERT(false);
}

}  // namespace

Calendar::Calendar(std::string name, int first_year, int last_year,
                   std::vector<Date> holidays, std::vector<Date> makeup_days)
    : name_(std::move(name)),
      first_year_(first_year),
      last_year_(last_year),
      first_day_(day_of(first_year, 1, 1)) {
  OT_ASSERT(first_year <= last_year);
  std::sort(holidays.begin(), holidays.end());
  std::sort(makeup_days.begin(), makeup_days.end());
  const Date last_day = day_of(last_year, 12, 31);
  working_before_.reserve(
      static_cast<std::size_t>(last_day.days - first_day_.days) + 2);
  working_before_.push_back(0);
  for (Date date = first_day_; date <= last_day; ++date.days) {
    const bool is_weekday = weekday(date) < 6 && !contains(holidays, date);
    const bool is_working = is_weekday || contains(makeup_days, date);
    working_before_.push_back(working_before_.back() + (is_working ? 1 : 0));
  }
}

Result<std::size_t> Calendar::index_of(Date date) const {
  const std::int64_t index = std::int64_t{date.days} - first_day_.days;
  const auto days = static_cast<std::int64_t>(working_before_.size()) - 1;
  if (index < 0 || index >= days)
    return year_missing(*this, civil(date).year, date);
  return static_cast<std::size_t>(index);
}

Result<bool> Calendar::is_working_day(Date date) const {
  OT_TRY(const std::size_t index, index_of(date));
  return working_before_[index] < working_before_[index + 1];
}

Result<Date> Calendar::add_working_days(Date start, std::int64_t count) const {
  if (count == 0) return start;
  OT_TRY(const std::size_t index, index_of(start));
  // Forwards from the end of `start`, backwards from its beginning.
  const std::int64_t before = working_before_[count > 0 ? index + 1 : index];
  const std::int64_t total = working_before_.back();
  if (count > total - before) return year_missing(*this, last_year_ + 1, start);
  if (count < -before) return year_missing(*this, first_year_ - 1, start);
  // The day wanted is the one that brings the sum to `target`.
  const std::int64_t target = before + count + (count < 0 ? 1 : 0);
  const auto found =
      std::lower_bound(working_before_.begin(), working_before_.end(), target);
  const auto days = found - working_before_.begin() - 1;
  return Date{first_day_.days + static_cast<std::int32_t>(days)};
}

Result<std::int64_t> Calendar::working_days_between(Date start,
                                                    Date end) const {
  OT_TRY(const std::size_t from, index_of(start));
  OT_TRY(const std::size_t to, index_of(end));
  return std::int64_t{working_before_[to + 1]} - working_before_[from + 1];
}

Result<Date> Calendar::add_calendar_days(Date start, std::int64_t count) const {
  OT_TRY(const std::size_t index, index_of(start));
  const auto days = static_cast<std::int64_t>(working_before_.size()) - 1;
  const auto at = static_cast<std::int64_t>(index);
  if (count >= days - at) return year_missing(*this, last_year_ + 1, start);
  if (count < -at) return year_missing(*this, first_year_ - 1, start);
  const Date end{start.days + static_cast<std::int32_t>(count)};
  OT_TRY(const bool is_working, is_working_day(end));
  if (is_working) return end;
  // Rest days do not move the sum, so the first working day after `end` is one
  // working day away.
  return add_working_days(end, 1);
}

Result<Instant> Calendar::deadline(Instant start, Term term) const {
  if (term.unit == TermUnit::working_days) {
    OT_TRY(const Date last, add_working_days(local_date(start), term.count));
    return end_of(last);
  }
  if (term.unit == TermUnit::days) {
    OT_TRY(const Date last, add_calendar_days(local_date(start), term.count));
    return end_of(last);
  }
  return start + Duration{seconds_of(term), 0};
}

}  // namespace onething
