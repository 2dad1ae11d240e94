// SPDX-License-Identifier: Apache-2.0

#include "calendar/calendar.h"

#include <gtest/gtest.h>

#include <array>

namespace onething {
namespace {

const Calendar& china() { return Calendar::china(); }

Date day(std::string_view text) {
  const std::optional<Date> date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

std::string after(std::string_view start, std::int64_t count) {
  const Result<Date> end = china().add_working_days(day(start), count);
  return end ? to_text(end.value()) : render(end.error().message, Language::en);
}

std::string deadline(std::string_view start, std::string_view term) {
  const Result<Instant> end =
      china().deadline(*parse_instant(start), *parse_term(term));
  return end ? to_text(end.value()) : std::string(end.error().message.key);
}

std::int64_t working_days(Date first, Date last) {
  std::int64_t count = 0;
  for (Date date = first; date <= last; ++date.days)
    count += china().is_working_day(date).value() ? 1 : 0;
  return count;
}

TEST(China, CoversTheYearsThatWerePublished) {
  EXPECT_EQ(china().name(), "china");
  EXPECT_EQ(china().first_year(), 2024);
  EXPECT_EQ(china().last_year(), 2026);
}

TEST(China, HasThePublishedNumberOfWorkingDaysInEveryMonth) {
  constexpr std::array<std::array<int, 12>, 3> expected = {{
      {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22},
      {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
      {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23},
  }};
  constexpr std::array<int, 3> a_year = {251, 248, 248};
  for (int year = 2024; year <= 2026; ++year) {
    const auto row = static_cast<std::size_t>(year - 2024);
    std::int64_t sum = 0;
    for (unsigned month = 1; month <= 12; ++month) {
      const Date first = *make_date(year, month, 1);
      const Date next = month == 12 ? *make_date(year + 1, 1, 1)
                                    : *make_date(year, month + 1, 1);
      const std::int64_t count = working_days(first, {next.days - 1});
      EXPECT_EQ(count, expected[row][month - 1]) << year << "-" << month;
      sum += count;
    }
    EXPECT_EQ(sum, a_year[row]) << year;
  }
}

TEST(China, KnowsMakeUpDaysAndDaysThatWereOnlyRecommended) {
  EXPECT_TRUE(china().is_working_day(day("2025-10-11")).value());
  EXPECT_TRUE(china().is_working_day(day("2024-02-09")).value());
  EXPECT_FALSE(china().is_working_day(day("2025-10-08")).value());
  EXPECT_FALSE(china().is_working_day(day("2025-10-12")).value());
}

TEST(WorkingDays, EndWhereTheNoticesSay) {
  EXPECT_EQ(after("2025-01-24", 3), "2025-02-05");
  EXPECT_EQ(after("2025-01-24", 20), "2025-02-27");
  EXPECT_EQ(after("2025-09-26", 5), "2025-10-10");
  EXPECT_EQ(after("2025-09-30", 3), "2025-10-11");
  EXPECT_EQ(after("2026-02-13", 3), "2026-02-25");
  EXPECT_EQ(after("2026-02-13", 20), "2026-03-19");
  EXPECT_EQ(after("2025-08-21", 45), "2025-10-29");
  EXPECT_EQ(after("2024-02-08", 3), "2024-02-19");
  EXPECT_EQ(after("2024-09-30", 5), "2024-10-12");
}

TEST(WorkingDays, AreNeverGuessedForAYearWithoutNotice) {
  EXPECT_EQ(after("2026-12-30", 1), "2026-12-31");
  EXPECT_EQ(after("2026-12-30", 3),
            "calendar \"china\" has no published holidays for 2027, so working "
            "days from 2026-12-30 on cannot be counted; update the calendar "
            "first");
  const Result<bool> later = china().is_working_day(day("2030-05-01"));
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().code, ErrorCode::invalid);
  EXPECT_EQ(later.error().message.key, "calendar.year_missing");
  EXPECT_EQ(later.error().message.args[1].value, "2030");
  EXPECT_FALSE(china().is_working_day(day("2023-12-31")));
  EXPECT_FALSE(china().add_working_days(day("2023-12-29"), 1));
  EXPECT_FALSE(china().add_working_days(day("2024-01-02"), -1));
  EXPECT_FALSE(china().add_calendar_days(day("2026-12-01"), 31));
  EXPECT_FALSE(
      china().working_days_between(day("2026-01-01"), day("2027-01-01")));
}

TEST(WorkingDays, SurviveAbsurdNumbers) {
  constexpr std::int64_t most = INT64_MAX;
  constexpr std::int64_t least = INT64_MIN;
  const Date start = day("2025-06-02");
  EXPECT_FALSE(china().add_working_days(start, most));
  EXPECT_FALSE(china().add_working_days(start, least));
  EXPECT_FALSE(china().add_calendar_days(start, most));
  EXPECT_FALSE(china().add_calendar_days(start, least));
  EXPECT_FALSE(china().is_working_day({INT32_MAX}));
  EXPECT_FALSE(china().is_working_day({INT32_MIN}));
}

TEST(WorkingDays, AddUpFromEveryStart) {
  for (Date start = day("2024-01-01"); start < day("2026-10-01");
       start.days += 1) {
    for (std::int64_t a : {1, 2, 7, 20}) {
      const Date middle = china().add_working_days(start, a).value();
      EXPECT_TRUE(china().is_working_day(middle).value());
      EXPECT_EQ(china().working_days_between(start, middle).value(), a);
      EXPECT_EQ(china().working_days_between(middle, start).value(), -a);
      for (std::int64_t b : {1, 3, 13})
        EXPECT_EQ(china().add_working_days(middle, b).value(),
                  china().add_working_days(start, a + b).value());
    }
  }
}

TEST(WorkingDays, GoBackToWhereTheyCameFrom) {
  for (Date start = day("2024-02-01"); start < day("2026-10-01");
       start.days += 1) {
    const Date end = china().add_working_days(start, 9).value();
    const Date back = china().add_working_days(end, -9).value();
    if (china().is_working_day(start).value())
      EXPECT_EQ(back, start);
    else
      EXPECT_LT(back, start);
  }
  EXPECT_EQ(after("2026-03-01", -1), "2026-02-28");
  EXPECT_EQ(after("2026-03-01", 0), "2026-03-01");
}

TEST(WorkingDays, BetweenCountsOnlyWhatIsWorked) {
  const auto between = [](std::string_view a, std::string_view b) {
    return china().working_days_between(day(a), day(b)).value();
  };
  EXPECT_EQ(between("2026-03-02", "2026-03-02"), 0);
  EXPECT_EQ(between("2026-02-13", "2026-02-24"), 2);
  EXPECT_EQ(between("2024-01-01", "2026-12-31"), 251 + 248 + 248);
}

TEST(CalendarDays, RollForwardToAWorkingDay) {
  const auto end = [](std::string_view start, std::int64_t count) {
    return to_text(china().add_calendar_days(day(start), count).value());
  };
  EXPECT_EQ(end("2026-03-02", 3), "2026-03-05");
  EXPECT_EQ(end("2026-03-02", 5), "2026-03-09");
  EXPECT_EQ(end("2026-02-10", 5), "2026-02-24");
  EXPECT_EQ(end("2025-10-04", 7), "2025-10-11");
}

TEST(Deadline, EndsWithTheLastDayInChina) {
  EXPECT_EQ(deadline("2026-03-02T09:00", "1wd"), "2026-03-03T15:59:59Z");
  EXPECT_EQ(deadline("2026-03-02T23:30", "1wd"), "2026-03-03T15:59:59Z");
  // Already the next day in China.
  EXPECT_EQ(deadline("2026-03-02T17:00:00Z", "1wd"), "2026-03-04T15:59:59Z");
  EXPECT_EQ(deadline("2026-03-02T09:00", "30d"), "2026-04-01T15:59:59Z");
  EXPECT_EQ(deadline("2026-12-30T09:00", "3wd"), "calendar.year_missing");
}

TEST(Deadline, OfHoursAndLessIsAPlainLengthOfTime) {
  EXPECT_EQ(deadline("2026-02-13T23:30", "2h"), "2026-02-13T17:30:00Z");
  EXPECT_EQ(deadline("2026-02-13T23:30", "5min"), "2026-02-13T15:35:00Z");
  EXPECT_EQ(deadline("2030-02-13T23:30", "10s"), "2030-02-13T15:30:10Z");
}

TEST(Calendar, CanBeMadeForATest) {
  const Calendar calendar("office", 2030, 2030, {day("2030-01-02")},
                          {day("2030-01-05")});
  EXPECT_EQ(to_text(calendar.add_working_days(day("2030-01-01"), 2).value()),
            "2030-01-04");
  EXPECT_EQ(to_text(calendar.add_working_days(day("2030-01-01"), 3).value()),
            "2030-01-05");
}

}  // namespace
}  // namespace onething
