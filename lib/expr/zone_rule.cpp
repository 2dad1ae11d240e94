// SPDX-License-Identifier: Apache-2.0

#include "expr/zone_rule.h"

#include "onething/time.h"

namespace onething::expr {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kNumberMax = 100'000;

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// When summer begins or ends: Mm.w.d, Jn or n, and the hour of that day.
struct Change {
  char form = 'M';
  std::int64_t month = 0;
  std::int64_t week = 0;  // 5 is the last.
  std::int64_t day = 0;
  std::int64_t time = 2 * 3600;
};

class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  bool accept(char c) {
    if (text_.empty() || text_[0] != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool skip_name() {
    const std::size_t before = text_.size();
    if (accept('<')) {
      while (!text_.empty() && text_[0] != '>') text_.remove_prefix(1);
      return accept('>');
    }
    while (is_letter()) text_.remove_prefix(1);
    return text_.size() < before;
  }

  bool number(std::int64_t& value) {
    bool any = false;
    value = 0;
    while (!text_.empty() && text_[0] >= '0' && text_[0] <= '9') {
      value = value * 10 + (text_[0] - '0');
      if (value > kNumberMax) return false;
      text_.remove_prefix(1);
      any = true;
    }
    return any;
  }

  // "-3:30": hours, minutes, seconds.
  bool time(std::int64_t& seconds) {
    const bool negative = accept('-');
    if (!negative) accept('+');
    std::int64_t parts[3] = {};
    if (!number(parts[0])) return false;
    for (int i = 1; i < 3 && accept(':'); ++i)
      if (!number(parts[i])) return false;
    seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
    if (negative) seconds = -seconds;
    return true;
  }

  bool change(Change& out) {
    if (!accept(',')) return false;
    out.form = accept('M') ? 'M' : accept('J') ? 'J' : 'n';
    if (out.form != 'M') {
      if (!number(out.day)) return false;
    } else if (!number(out.month) || !accept('.') || !number(out.week) ||
               !accept('.') || !number(out.day)) {
      return false;
    }
    return !accept('/') || time(out.time);
  }

  bool at_time() const {
    return !text_.empty() && (text_[0] == '-' || text_[0] == '+' ||
                              (text_[0] >= '0' && text_[0] <= '9'));
  }
  bool done() const { return text_.empty(); }

 private:
  bool is_letter() const {
    return !text_.empty() && ((text_[0] >= 'a' && text_[0] <= 'z') ||
                              (text_[0] >= 'A' && text_[0] <= 'Z'));
  }

  std::string_view text_;
};

// Days since 1970 of the day of the change.
std::optional<std::int64_t> day_of(const Change& change, int year) {
  const auto new_year = make_date(year, 1, 1);
  const auto march = make_date(year, 3, 1);
  if (!new_year || !march) return std::nullopt;
  if (change.form == 'n') return new_year->days + change.day;
  if (change.form == 'J') {  // February 29 is never counted.
    const bool leap = march->days - new_year->days == 60;
    return new_year->days + change.day - (leap && change.day >= 60 ? 0 : 1);
  }
  const auto month = static_cast<unsigned>(change.month);
  const auto first = make_date(year, month, 1);
  if (!first) return std::nullopt;
  const std::int64_t first_weekday = weekday(*first) % 7;
  const std::int64_t wanted = (change.day % 7 - first_weekday + 7) % 7;
  std::int64_t day = first->days + wanted + 7 * (change.week - 1);
  const auto next =
      month == 12 ? make_date(year + 1, 1, 1) : make_date(year, month + 1, 1);
  if (change.week > 5 || !next) return std::nullopt;
  if (day >= next->days) day -= 7;
  return day;
}

}  // namespace

std::optional<std::int64_t> offset_by_rule(std::string_view text,
                                           std::int64_t seconds) {
  if (!text.starts_with('\n')) return std::nullopt;
  text.remove_prefix(1);
  RuleReader reader(text.substr(0, text.find('\n')));
  std::int64_t west = 0;
  if (!reader.skip_name() || !reader.time(west)) return std::nullopt;
  const std::int64_t standard = -west;
  if (reader.done()) return standard;
  std::int64_t summer = standard + 3600;
  if (!reader.skip_name()) return std::nullopt;
  if (reader.at_time()) {
    if (!reader.time(west)) return std::nullopt;
    summer = -west;
  }
  Change begin;
  Change end;
  if (!reader.change(begin) || !reader.change(end)) return std::nullopt;
  const std::int64_t local = seconds + standard;
  const int year =
      civil({static_cast<std::int32_t>(floor_div(local, kSecondsPerDay))}).year;
  const auto first = day_of(begin, year);
  const auto last = day_of(end, year);
  if (!first || !last) return std::nullopt;
  const std::int64_t on = *first * kSecondsPerDay + begin.time - standard;
  const std::int64_t off = *last * kSecondsPerDay + end.time - summer;
  const bool is_summer = on < off ? seconds >= on && seconds < off
                                  : seconds >= on || seconds < off;
  return is_summer ? summer : standard;
}

}  // namespace onething::expr
