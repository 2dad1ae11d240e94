// SPDX-License-Identifier: Apache-2.0

#include "logic/variable.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <limits>

namespace onething::logic {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Outcomes decide(std::partial_ordering order, Relation relation) {
  switch (relation) {
    case Relation::equal:
      return outcome_of(order == 0);
    case Relation::not_equal:
      return outcome_of(order != 0);
    case Relation::less:
      return outcome_of(order < 0);
    case Relation::less_or_equal:
      return outcome_of(order <= 0);
    case Relation::greater:
      return outcome_of(order > 0);
    case Relation::greater_or_equal:
      return outcome_of(order >= 0);
  }
  return anything;
}

bool is_equality(Relation relation) {
  return relation == Relation::equal || relation == Relation::not_equal;
}

// Of two values that are never equal.
Outcomes apart(Relation relation, Outcomes when_ordered) {
  if (relation == Relation::equal) return is_false;
  return relation == Relation::not_equal ? is_true : when_ordered;
}

// Bounds are whole numbers of the unit; money counts ten-thousandths.
double bound(const std::optional<std::int64_t>& bound, Line line, double none) {
  if (!bound) return none;
  const double unit = line == Line::money ? double{Money::units_per_one} : 1.0;
  return static_cast<double>(*bound) * unit;
}

bool is_whole(const Variable& variable) {
  return variable.is_size || variable.line == Line::date ||
         variable.domain.kind == Domain::Kind::integer;
}

// Whether a value lies between `low` and `high`, both left out.
bool has_between(const Variable& variable, double low, double high) {
  const Line line = *variable.line;
  const double min = bound(variable.domain.min, line, -infinity);
  const double max = bound(variable.domain.max, line, infinity);
  if (!is_whole(variable)) return low < high && min < high && max > low;
  const double first = std::max(std::floor(low) + 1, std::ceil(min));
  return first < high && first <= max;
}

bool is_within_bounds(const Variable& variable, const Point& point) {
  return point.place >= bound(variable.domain.min, point.line, -infinity) &&
         point.place <= bound(variable.domain.max, point.line, infinity) &&
         (!is_whole(variable) || point.place == std::floor(point.place));
}

void add_ordered(const Variable& variable, std::vector<Region>& regions) {
  double low = -infinity;
  const std::vector<Point>& points = variable.points;
  for (std::uint32_t i = 0; i < points.size(); ++i) {
    if (has_between(variable, low, points[i].place))
      regions.push_back({Region::Kind::below, i});
    if (is_within_bounds(variable, points[i]))
      regions.push_back({Region::Kind::point, i});
    low = points[i].place;
  }
  if (has_between(variable, low, infinity))
    regions.push_back(
        {Region::Kind::below, static_cast<std::uint32_t>(points.size())});
}

std::string quoted(const Point& point) {
  return point.line == Line::text ? "\"" + point.text + "\"" : point.text;
}

}  // namespace

void Variable::add(const Point& point) {
  if (domain.kind == Domain::Kind::enumeration) return;
  if (!line) line = point.line;
  if (*line != point.line) return;
  const auto at = is_ordered(point.line)
                      ? std::lower_bound(points.begin(), points.end(), point,
                                         [](const Point& a, const Point& b) {
                                           return a.place < b.place;
                                         })
                      : std::find(points.begin(), points.end(), point);
  if (at == points.end() || !(*at == point)) points.insert(at, point);
}

std::vector<Region> Variable::regions() const {
  std::vector<Region> regions;
  if (may_be_absent) regions.push_back({Region::Kind::absent, 0});
  if (domain.kind == Domain::Kind::unknown)
    regions.push_back({Region::Kind::strange, 0});
  if (!line) return regions;
  if (is_ordered(*line)) {
    add_ordered(*this, regions);
    return regions;
  }
  for (std::uint32_t i = 0; i < points.size(); ++i)
    regions.push_back({Region::Kind::point, i});
  if (domain.kind != Domain::Kind::enumeration && *line != Line::boolean)
    regions.push_back({Region::Kind::other, 0});
  return regions;
}

Outcomes compare(const Point& a, Relation relation, const Point& b) {
  if (a.line != b.line) return apart(relation, is_error);
  if (a.line == Line::other && !is_equality(relation))
    return is_true | is_false | is_error;
  if (a.line == Line::other)
    return outcome_of((a == b) == (relation == Relation::equal));
  if (a.line == Line::text) return decide(a.text <=> b.text, relation);
  return decide(a.place <=> b.place, relation);
}

Outcomes compare(const Variable& variable, Region region, Relation relation,
                 const Point& point) {
  const bool same_line = variable.line == point.line;
  switch (region.kind) {
    case Region::Kind::absent:
      return is_error;
    case Region::Kind::strange:
      if (same_line) return apart(relation, is_error);
      return is_equality(relation) ? is_true | is_false : anything;
    case Region::Kind::other:
      if (!same_line) return apart(relation, is_error);
      return apart(relation, variable.line == Line::other ? anything
                                                          : is_true | is_false);
    case Region::Kind::point:
      return compare(variable.points[region.index], relation, point);
    case Region::Kind::below:
      break;
  }
  if (!same_line) return apart(relation, is_error);
  const bool is_less = region.index < variable.points.size() &&
                       variable.points[region.index].place <= point.place;
  return decide(
      is_less ? std::partial_ordering::less : std::partial_ordering::greater,
      relation);
}

Outcomes truth_of(const Variable& variable, Region region) {
  if (region.kind == Region::Kind::strange && variable.line != Line::boolean)
    return anything;
  if (region.kind != Region::Kind::point || variable.line != Line::boolean)
    return is_error;
  return outcome_of(variable.points[region.index].place != 0);
}

std::string describe(const Variable& variable, Region region) {
  const std::vector<Point>& points = variable.points;
  switch (region.kind) {
    case Region::Kind::absent:
      return {};
    case Region::Kind::point:
      return quoted(points[region.index]);
    case Region::Kind::strange:
    case Region::Kind::other: {
      std::string text;
      for (const Point& point : points)
        text += (text.empty() ? "!= " : ", ") + quoted(point);
      return text.empty() ? "*" : text;
    }
    case Region::Kind::below:
      break;
  }
  if (points.empty()) return "*";
  if (region.index == points.size()) return "> " + points.back().text;
  std::string text = "< " + points[region.index].text;
  if (region.index > 0)
    text = "> " + points[region.index - 1].text + ", " + text;
  return text;
}

}  // namespace onething::logic
