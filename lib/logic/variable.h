// SPDX-License-Identifier: Apache-2.0
//
// A value that conditions compare with constants, and the regions in which it
// can lie: at a constant, between two, elsewhere, or absent. Within one region
// every comparison has the same outcome, so that trying the regions is trying
// all values.
//
// Knows neither formulas nor what makes a value absent (book.h).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "logic/knowledge.h"
#include "logic/point.h"

namespace onething::logic {

// Outcomes that are possible, as a set.
using Outcomes = std::uint8_t;
inline constexpr Outcomes is_true = 1;
inline constexpr Outcomes is_false = 2;
inline constexpr Outcomes is_error = 4;
inline constexpr Outcomes anything = 7;

inline Outcomes outcome_of(bool truth) { return truth ? is_true : is_false; }

enum class Relation : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
};

struct Region {
  enum class Kind : std::uint8_t {
    absent,
    strange,  // Not on the line of the constants: only where all is unknown.
    other,    // On the line, but none of the points; no order.
    point,    // Point number `index`.
    below,    // Below point `index`, above the one before it.
  };
  Kind kind = Kind::absent;
  std::uint32_t index = 0;
};

struct Variable {
  std::string text;               // As in a formula.
  std::vector<std::string> path;  // Of its own or what it is the size of.
  // Not a path: whatever stands there; it may fail at any time.
  bool is_opaque = false;
  bool is_size = false;
  bool may_be_absent = true;
  Domain domain;
  Presence presence;
  std::vector<std::vector<std::string>> needed;  // Of an opaque one.
  std::optional<Line> line;
  std::vector<Point> points;  // Ascending where they have an order.

  // Makes `point` one of the points, if it can be told apart from others.
  void add(const Point& point);
  std::vector<Region> regions() const;
};

// `region relation point`, as CEL decides it.
Outcomes compare(const Variable& variable, Region region, Relation relation,
                 const Point& point);
Outcomes compare(const Point& a, Relation relation, const Point& b);
// The variable itself as a condition.
Outcomes truth_of(const Variable& variable, Region region);
// `"sole"`, `< 5`; empty when absent.
std::string describe(const Variable& variable, Region region);

}  // namespace onething::logic
