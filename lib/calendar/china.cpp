// SPDX-License-Identifier: Apache-2.0

#include "base/assert.h"
#include "calendar/calendar.h"

namespace onething {

namespace {

constexpr int kFirstYear = 2024;
constexpr int kLastYear = 2026;

Date day(int year, unsigned month, unsigned day) {
  const std::optional<Date> date = make_date(year, month, day);
  OT_ASSERT(date.has_value());
  return *date;
}

void add_days(std::vector<Date>& days, Date first, Date last) {
  for (; first <= last; ++first.days) days.push_back(first);
}

Calendar make_china() {
  std::vector<Date> off;
  std::vector<Date> makeup;
#define ONETHING_DAYS_OFF(year, month, first, last_month, last) \
  add_days(off, day(year, month, first), day(year, last_month, last));
#define ONETHING_MAKEUP_DAY(year, month, date) \
  makeup.push_back(day(year, month, date));
#include "calendar/china.def"
#undef ONETHING_DAYS_OFF
#undef ONETHING_MAKEUP_DAY
  return {"china", kFirstYear, kLastYear, std::move(off), std::move(makeup)};
}

}  // namespace

const Calendar& Calendar::china() {
  static const Calendar calendar = make_china();
  return calendar;
}

}  // namespace onething
