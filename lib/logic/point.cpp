// SPDX-License-Identifier: Apache-2.0

#include "logic/point.h"

#include <cmath>
#include <type_traits>

namespace onething::logic {

namespace {

// Up to here doubles tell all whole numbers apart.
constexpr double exact_max = 9007199254740992.0;

std::optional<Point> on_line(Line line, double place, std::string text) {
  if (!(std::abs(place) < exact_max)) return std::nullopt;
  return Point{line, place, std::move(text)};
}

// Moments and lengths of time: whole seconds only.
template <typename Time>
std::optional<Point> in_seconds(Line line, const Time& time, const Value& value,
                                std::int64_t seconds) {
  if (!(time == Time{seconds, 0})) return std::nullopt;
  return on_line(line, static_cast<double>(seconds), to_json(value));
}

}  // namespace

std::optional<Point> point_of(const Value& value) {
  if (const auto* boolean = value.as<bool>())
    return Point{Line::boolean, *boolean ? 1.0 : 0.0,
                 *boolean ? "true" : "false"};
  if (const auto* integer = value.as<std::int64_t>())
    return on_line(Line::number, static_cast<double>(*integer),
                   std::to_string(*integer));
  if (const auto* number = value.as<std::uint64_t>())
    return on_line(Line::number, static_cast<double>(*number),
                   std::to_string(*number));
  if (const auto* real = value.as<double>())
    return on_line(Line::number, *real, to_json(value));
  if (const auto* money = value.as<Money>())
    return on_line(Line::money, static_cast<double>(money->units),
                   to_text(*money));
  if (const auto* date = value.as<Date>())
    return on_line(Line::date, static_cast<double>(date->days), to_text(*date));
  if (const auto* instant = value.as<Instant>())
    return in_seconds(Line::instant, *instant, value, instant->seconds);
  if (const auto* duration = value.as<Duration>())
    return in_seconds(Line::duration, *duration, value, duration->seconds);
  if (const std::string* text = value.text())
    return Point{Line::text, 0, *text};
  return Point{Line::other, 0, to_canonical(value)};
}

std::optional<Line> line_of(Domain::Kind kind) {
  switch (kind) {
    case Domain::Kind::boolean:
      return Line::boolean;
    case Domain::Kind::integer:
    case Domain::Kind::number:
      return Line::number;
    case Domain::Kind::money:
      return Line::money;
    case Domain::Kind::date:
      return Line::date;
    case Domain::Kind::instant:
      return Line::instant;
    case Domain::Kind::text:
    case Domain::Kind::enumeration:
      return Line::text;
    case Domain::Kind::other:
      return Line::other;
    case Domain::Kind::unknown:
      break;
  }
  return std::nullopt;
}

}  // namespace onething::logic
