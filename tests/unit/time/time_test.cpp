// SPDX-License-Identifier: Apache-2.0

#include "onething/time.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace onething {
namespace {

std::string again(std::string_view instant) {
  const std::optional<Instant> parsed = parse_instant(instant);
  return parsed ? to_text(*parsed) : "no";
}

std::string length(std::string_view duration) {
  const std::optional<Duration> parsed = parse_duration(duration);
  return parsed ? to_text(*parsed) : "no";
}

TEST(Date, CountsDaysSince1970) {
  EXPECT_EQ(parse_date("1970-01-01")->days, 0);
  EXPECT_EQ(parse_date("1969-12-31")->days, -1);
  EXPECT_EQ(parse_date("2000-03-01")->days, 11017);
}

TEST(Date, RoundTripsOverEveryDayOfFourCenturies) {
  for (Date date = *make_date(1800, 1, 1); date < *make_date(2200, 1, 1);
       ++date.days) {
    const CivilDate day = civil(date);
    ASSERT_EQ(make_date(day.year, day.month, day.day), date);
  }
}

TEST(Date, RefusesDaysThatDoNotExist) {
  EXPECT_TRUE(make_date(2024, 2, 29));
  EXPECT_FALSE(make_date(2025, 2, 29));
  EXPECT_FALSE(make_date(1900, 2, 29));
  EXPECT_FALSE(make_date(2025, 4, 31));
  EXPECT_FALSE(make_date(2025, 0, 1));
  EXPECT_FALSE(make_date(2025, 13, 1));
  EXPECT_FALSE(make_date(2025, 1, 0));
  EXPECT_FALSE(make_date(2025, 257, 1));
  EXPECT_FALSE(make_date(0, 1, 1));
  EXPECT_FALSE(make_date(10000, 1, 1));
}

TEST(Date, ReadsOnlyTheIsoForm) {
  EXPECT_EQ(to_text(*parse_date("2026-03-02")), "2026-03-02");
  EXPECT_EQ(to_text(*parse_date("0001-01-01")), "0001-01-01");
  EXPECT_EQ(to_text(*parse_date("9999-12-31")), "9999-12-31");
  for (std::string_view bad :
       {"", "2026-3-2", "2026/03/02", "20260302", "2026-03-02 ", " 2026-03-02",
        "2026-02-30", "0000-01-01", "+026-01-01", "2026-03-0a", "2026-03"})
    EXPECT_FALSE(parse_date(bad)) << bad;
}

TEST(Date, KnowsTheDayOfTheWeek) {
  EXPECT_EQ(weekday(*parse_date("2026-03-02")), 1U);
  EXPECT_EQ(weekday(*parse_date("2026-03-08")), 7U);
  EXPECT_EQ(weekday(*parse_date("1969-12-31")), 3U);
}

TEST(Instant, ReadsRfc3339AndPrintsUtc) {
  EXPECT_EQ(again("2026-03-02T01:00:00Z"), "2026-03-02T01:00:00Z");
  EXPECT_EQ(again("2026-03-02T09:00:00+08:00"), "2026-03-02T01:00:00Z");
  EXPECT_EQ(again("2026-03-02T09:00:00-03:30"), "2026-03-02T12:30:00Z");
  EXPECT_EQ(again("2026-03-02T01:00:00.250z"), "2026-03-02T01:00:00.25Z");
  EXPECT_EQ(again("1969-12-31T23:59:59.000000001Z"),
            "1969-12-31T23:59:59.000000001Z");
}

TEST(Instant, TakesATextWithoutOffsetForChineseTime) {
  EXPECT_EQ(again("2026-03-02T09:00:00"), "2026-03-02T01:00:00Z");
  EXPECT_EQ(again("2026-02-13T09:00"), "2026-02-13T01:00:00Z");
  EXPECT_EQ(again("2026-02-13 00:30"), "2026-02-12T16:30:00Z");
}

TEST(Instant, RefusesWhatIsOutOfRange) {
  EXPECT_EQ(again("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
  EXPECT_EQ(again("9999-12-31T23:59:59.999999999Z"),
            "9999-12-31T23:59:59.999999999Z");
  for (std::string_view bad :
       {"", "2026-03-02", "2026-03-02T24:00:00Z", "2026-03-02T23:60:00Z",
        "2026-03-02T23:59:60Z", "2026-03-02T09:00:00+24:00",
        "2026-03-02T09:00:00+08:60", "2026-03-02T09:00:00+0800",
        "2026-03-02T09:00:00.Z", "2026-03-02T09:00:00.1234567890Z",
        "2026-03-02T9:00:00Z", "2026-02-29T09:00:00Z", "2026-03-02T09:00:00Zx",
        "0001-01-01T00:00:00+08:00", "0001-01-01T00:00:00",
        "9999-12-31T23:59:59-00:01"})
    EXPECT_EQ(again(bad), "no") << bad;
}

TEST(Instant, ShowsChineseTimeToPeople) {
  EXPECT_EQ(to_local_text(*parse_instant("2026-03-02T01:00:59Z")),
            "2026-03-02 09:00");
  EXPECT_EQ(to_local_text(*parse_instant("2026-03-02T16:30:00Z")),
            "2026-03-03 00:30");
}

TEST(Instant, LiesInTheChineseDay) {
  const Date date = *parse_date("2026-03-02");
  EXPECT_EQ(to_text(start_of(date)), "2026-03-01T16:00:00Z");
  EXPECT_EQ(local_date(start_of(date)), date);
  EXPECT_EQ(local_date({start_of(date).seconds - 1, 999'999'999}).days,
            date.days - 1);
  EXPECT_EQ(local_date({start_of(date).seconds + 86399, 0}), date);
}

TEST(Instant, ConvertsToMillisecondsBelowZeroToo) {
  for (std::int64_t count : {0LL, 1LL, -1LL, -1000LL, -1001LL, 1772413200123LL})
    EXPECT_EQ(to_milliseconds(from_milliseconds(count)), count);
  EXPECT_EQ(from_milliseconds(-1), (Instant{-1, 999'000'000}));
}

TEST(Instant, AddsAndSubtractsDurations) {
  const Instant start{100, 600'000'000};
  EXPECT_EQ(start + milliseconds(500), (Instant{101, 100'000'000}));
  EXPECT_EQ(start + milliseconds(-700), (Instant{99, 900'000'000}));
  EXPECT_EQ((Instant{101, 100'000'000}) - start, milliseconds(500));
  EXPECT_EQ(start - (Instant{101, 100'000'000}), milliseconds(-500));
  EXPECT_EQ((Instant{5, 0}) - (Instant{3, 1}), (Duration{1, 999'999'999}));
}

TEST(Instant, StaysAtTheEndWhereTimeRunsOut) {
  const Instant last{INT64_MAX, 0};
  EXPECT_EQ((last + Duration{1, 0}).seconds, INT64_MAX);
  EXPECT_EQ((last - Instant{-1, 0}).seconds, INT64_MAX);
  EXPECT_EQ(to_milliseconds(last), INT64_MAX);
}

TEST(Duration, ReadsCelsForm) {
  EXPECT_EQ(length("1h30m"), "5400s");
  EXPECT_EQ(length("1.5s"), "1.5s");
  EXPECT_EQ(length("-2ms"), "-0.002s");
  EXPECT_EQ(length("0"), "0s");
  EXPECT_EQ(length("-0s"), "0s");
  EXPECT_EQ(length("+.5h"), "1800s");
  EXPECT_EQ(length("1us1ns"), "0.000001001s");
  EXPECT_EQ(length("1µs"), "0.000001s");
  EXPECT_EQ(length("0.000000001s"), "0.000000001s");
  EXPECT_EQ(length("0.0000000009s"), "0s");
  EXPECT_EQ(length("1.3333333333h"), "4799.99999988s");
  EXPECT_EQ(length("999ms999ms"), "1.998s");
  EXPECT_EQ(length("315576000000s"), "315576000000s");
}

TEST(Duration, RefusesOtherForms) {
  for (std::string_view bad :
       {"", "-", "5", "5d", "s", "1.5", ".s", "1 h", "1h ", "--1s", "1h-30m",
        "315576000001s", "315576000000.1s", "99999999999999999999h",
        "9223372036854775807h"})
    EXPECT_EQ(length(bad), "no") << bad;
}

TEST(Duration, PrintsWhatItReadsBack) {
  for (Duration duration :
       {Duration{0, 0}, Duration{-1, -500'000'000}, Duration{0, -1},
        Duration{86400, 120'000'000}, Duration{-315'576'000'000, 0}})
    EXPECT_EQ(parse_duration(to_text(duration)), duration);
  EXPECT_EQ(to_text(Duration{INT64_MIN, 0}), "-9223372036854775808s");
}

TEST(Term, ReadsAWholeNumberOfOneUnit) {
  EXPECT_EQ(parse_term("20wd"), (Term{20, TermUnit::working_days}));
  EXPECT_EQ(parse_term("30d"), (Term{30, TermUnit::days}));
  EXPECT_EQ(parse_term("2h"), (Term{2, TermUnit::hours}));
  EXPECT_EQ(parse_term("5min"), (Term{5, TermUnit::minutes}));
  EXPECT_EQ(parse_term("0s"), (Term{0, TermUnit::seconds}));
  for (std::string_view good : {"20wd", "30d", "2h", "5min", "10s"})
    EXPECT_EQ(to_text(*parse_term(good)), good);
}

TEST(Term, RefusesOtherForms) {
  for (std::string_view bad :
       {"", "wd", "20", "-1d", "+1d", "1.5h", "1h30min", "20 wd", "20WD", "20w",
        "1m", "99999999999999999999d", "999999999999999h"})
    EXPECT_FALSE(parse_term(bad)) << bad;
}

}  // namespace
}  // namespace onething
