// SPDX-License-Identifier: Apache-2.0

#include <optional>
#include <string>

#include "calendar/calendar.h"
#include "expr/functions.h"
#include "expr/time_range.h"
#include "expr/time_zone.h"

namespace onething::expr::functions {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// Reading the system's table of zones costs as much as this many steps.
constexpr std::int64_t kZoneCost = 1'000;

// Seconds east of UTC for "UTC", "+08:00", "-02:30", "02:00", "Asia/Shanghai".
std::optional<std::int64_t> fixed_offset(std::string_view zone) {
  if (zone == "UTC" || zone == "GMT" || zone == "Z") return 0;
  if (zone == "Asia/Shanghai" || zone == "PRC") return 8 * 3600;
  std::int64_t sign = 1;
  if (zone.starts_with('+') || zone.starts_with('-')) {
    sign = zone[0] == '-' ? -1 : 1;
    zone.remove_prefix(1);
  }
  if (zone.size() != 5 || zone[2] != ':') return std::nullopt;
  std::int64_t digits[4] = {};
  std::size_t count = 0;
  for (const std::size_t i : {0, 1, 3, 4}) {
    if (zone[i] < '0' || zone[i] > '9') return std::nullopt;
    digits[count++] = zone[i] - '0';
  }
  const std::int64_t hour = digits[0] * 10 + digits[1];
  const std::int64_t minute = digits[2] * 10 + digits[3];
  if (hour > 23 || minute > 59) return std::nullopt;
  return sign * (hour * 3600 + minute * 60);
}

// A moment as a clock on a wall shows it.
struct WallTime {
  Date date;
  std::int64_t second_of_day = 0;
  std::int32_t nanos = 0;
};

// Reads target and optional zone; when there is none, `error` says why.
std::optional<WallTime> wall_time(Evaluation& e, Arguments a,
                                  std::string_view name, Cell& error) {
  if (a[0].is(Tag::date) && a.size() == 1) return WallTime{a[0].date(), 0, 0};
  if (!a[0].is(Tag::instant) || (a.size() == 2 && !a[1].is(Tag::text))) {
    error = e.no_overload(name, a);
    return std::nullopt;
  }
  std::int64_t offset = 0;
  if (a.size() == 2) {
    const std::string_view zone = a[1].text();
    auto found = fixed_offset(zone);
    if (!found && e.spend(kZoneCost))
      found = offset_in_zone(zone, a[0].instant().seconds);
    if (!found) {
      error = e.fail({"expr.unknown_zone", {{"zone", std::string(zone)}}});
      return std::nullopt;
    }
    offset = *found;
  }
  const std::int64_t seconds = a[0].instant().seconds + offset;
  const std::int64_t day = floor_div(seconds, kSecondsPerDay);
  return WallTime{{static_cast<std::int32_t>(day)},
                  seconds - day * kSecondsPerDay,
                  a[0].instant().nanos};
}

template <typename Read>
Cell read_wall(Evaluation& e, Arguments a, std::string_view name, Read read) {
  Cell error;
  const auto wall = wall_time(e, a, name, error);
  return wall ? cell_of(static_cast<std::int64_t>(read(*wall))) : error;
}

template <typename Read>
Cell read_civil(Evaluation& e, Arguments a, std::string_view name, Read read) {
  return read_wall(e, a, name,
                   [read](const WallTime& w) { return read(civil(w.date)); });
}

// A length of time has hours and smaller parts, but no zone and no calendar.
bool is_length(Arguments a) { return a.size() == 1 && a[0].is(Tag::duration); }

const Calendar* calendar_of(Evaluation& e, Cell& error) {
  const Calendar* calendar = e.bindings().calendar;
  if (calendar == nullptr) error = e.fail({"expr.no_calendar", {}});
  return calendar;
}

}  // namespace

Cell full_year(Evaluation& e, Arguments a) {
  return read_civil(e, a, "getFullYear", [](CivilDate c) { return c.year; });
}
Cell month(Evaluation& e, Arguments a) {
  return read_civil(e, a, "getMonth", [](CivilDate c) { return c.month - 1; });
}
Cell day_of_month(Evaluation& e, Arguments a) {
  return read_civil(e, a, "getDayOfMonth",
                    [](CivilDate c) { return c.day - 1; });
}
Cell day_of_month_from_one(Evaluation& e, Arguments a) {
  return read_civil(e, a, "getDate", [](CivilDate c) { return c.day; });
}

Cell day_of_week(Evaluation& e, Arguments a) {
  return read_wall(e, a, "getDayOfWeek",
                   [](const WallTime& w) { return weekday(w.date) % 7; });
}

Cell day_of_year(Evaluation& e, Arguments a) {
  return read_wall(e, a, "getDayOfYear", [](const WallTime& w) {
    const auto new_year = make_date(civil(w.date).year, 1, 1);
    return new_year ? w.date.days - new_year->days : 0;
  });
}

Cell hours(Evaluation& e, Arguments a) {
  if (is_length(a)) return cell_of(a[0].duration().seconds / 3600);
  return read_wall(e, a, "getHours",
                   [](const WallTime& w) { return w.second_of_day / 3600; });
}
Cell minutes(Evaluation& e, Arguments a) {
  if (is_length(a)) return cell_of(a[0].duration().seconds / 60);
  return read_wall(e, a, "getMinutes",
                   [](const WallTime& w) { return w.second_of_day / 60 % 60; });
}
Cell seconds(Evaluation& e, Arguments a) {
  if (is_length(a)) return cell_of(a[0].duration().seconds);
  return read_wall(e, a, "getSeconds",
                   [](const WallTime& w) { return w.second_of_day % 60; });
}
Cell milliseconds_of(Evaluation& e, Arguments a) {
  if (is_length(a))
    return cell_of(std::int64_t{a[0].duration().nanos / 1'000'000});
  return read_wall(e, a, "getMilliseconds",
                   [](const WallTime& w) { return w.nanos / 1'000'000; });
}

Cell add_days(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::date) || !a[1].is(Tag::integer))
    return e.no_overload("addDays", a);
  return date_plus(e, a[0].date(), a[1].integer);
}

Cell add_working_days(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::date) || !a[1].is(Tag::integer))
    return e.no_overload("addWorkingDays", a);
  Cell error;
  const Calendar* calendar = calendar_of(e, error);
  if (calendar == nullptr) return error;
  const auto day = calendar->add_working_days(a[0].date(), a[1].integer);
  return day ? cell_of(day.value()) : e.fail(day.error().message);
}

Cell working_days_between(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::date) || !a[1].is(Tag::date))
    return e.no_overload("workingDaysBetween", a);
  Cell error;
  const Calendar* calendar = calendar_of(e, error);
  if (calendar == nullptr) return error;
  const auto days = calendar->working_days_between(a[0].date(), a[1].date());
  return days ? cell_of(days.value()) : e.fail(days.error().message);
}

Cell is_uscc_text(Evaluation& e, Arguments a) {
  return a[0].is(Tag::text) ? cell_of(is_uscc(a[0].text()))
                            : e.no_overload("isUscc", a);
}
Cell is_citizen_id_text(Evaluation& e, Arguments a) {
  return a[0].is(Tag::text) ? cell_of(is_citizen_id(a[0].text()))
                            : e.no_overload("isCitizenId", a);
}

}  // namespace onething::expr::functions
