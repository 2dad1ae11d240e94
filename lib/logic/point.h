// SPDX-License-Identifier: Apache-2.0
//
// Constants as points: on a line where values have an order (numbers, money,
// days, moments), else simply apart from each other.
//
// A constant that has no exact point, such as a whole number beyond 2^53, has
// none at all; what is compared with it stays open.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "logic/knowledge.h"
#include "onething/value.h"

namespace onething::logic {

enum class Line : std::uint8_t {
  boolean,
  number,
  money,
  date,
  instant,
  duration,
  text,
  other,  // Terms, lists and so on: by their canonical text.
};

struct Point {
  Line line = Line::other;
  double place = 0;  // On an ordered line; of a boolean 0 or 1.
  std::string text;  // Of a text; else as people write it.

  friend bool operator==(const Point& a, const Point& b) {
    if (a.line != b.line) return false;
    const bool by_text = a.line == Line::text || a.line == Line::other;
    return by_text ? a.text == b.text : a.place == b.place;
  }
};

std::optional<Point> point_of(const Value& value);

// The line on which all values of a domain lie; nothing when that is unknown.
std::optional<Line> line_of(Domain::Kind kind);

inline bool is_ordered(Line line) {
  return line == Line::number || line == Line::money || line == Line::date ||
         line == Line::instant || line == Line::duration;
}

}  // namespace onething::logic
