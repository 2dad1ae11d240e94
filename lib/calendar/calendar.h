// SPDX-License-Identifier: Apache-2.0
//
// Calendar: which days the offices work, and where a limit ends.
//
// Holidays and make-up working days are data, published by the State Council
// year by year; a question that reaches a year without a published table is
// answered with an error, never with a guess about weekends.
//
// Counting follows 行政许可法 art. 82 (limits are working days), 民法典 art.
// 201 (the day on which a limit starts is not counted) and art. 203 (a limit in
// calendar days that ends on a rest day ends on the next working day).
//
// Immutable once made; share it freely between threads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"
#include "onething/time.h"

namespace onething {

class Calendar {
 public:
  // The shipped table, State Council notices for 2024 to 2026.
  static const Calendar& china();

  // A table for tests and other places: years must be contiguous.
  Calendar(std::string name, int first_year, int last_year,
           std::vector<Date> holidays, std::vector<Date> makeup_days);

  const std::string& name() const { return name_; }
  int first_year() const { return first_year_; }
  int last_year() const { return last_year_; }

  // invalid (calendar.year_missing) outside the covered years.
  Result<bool> is_working_day(Date date) const;

  // The last day of a limit of `count` working days that starts on `start`,
  // which itself is not counted. Zero gives `start`.
  Result<Date> add_working_days(Date start, std::int64_t count) const;

  // Working days after `start`, up to and including `end`; negative when `end`
  // lies before `start`.
  Result<std::int64_t> working_days_between(Date start, Date end) const;

  // The last day of a limit of `count` calendar days, rolled forward to a
  // working day.
  Result<Date> add_calendar_days(Date start, std::int64_t count) const;

  // Where `term` ends when it starts at `start`. Limits in days end with the
  // last second of their last day; hours and less are plain lengths of time.
  Result<Instant> deadline(Instant start, Term term) const;

 private:
  // Where `date` stands among the covered days, or year_missing.
  Result<std::size_t> index_of(Date date) const;

  std::string name_;
  int first_year_;
  int last_year_;
  Date first_day_;
  // working_before_[i]: working days before first_day_ + i; one element more
  // than there are covered days, so that every answer is a subtraction.
  std::vector<std::int32_t> working_before_;
};

}  // namespace onething
