// SPDX-License-Identifier: Apache-2.0

#include <cmath>
#include <cstdint>
#include <string>

#include "expr/functions.h"
#include "expr/time_range.h"

namespace onething::expr::functions {

namespace {

Cell overflow(Evaluation& e) { return e.fail({"expr.overflow", {}}); }
Cell zero_division(Evaluation& e) {
  return e.fail({"expr.divide_by_zero", {}});
}

bool both(Arguments a, Tag tag) { return a[0].is(tag) && a[1].is(tag); }
bool are(Arguments a, Tag left, Tag right) {
  return a[0].is(left) && a[1].is(right);
}

Cell concatenate(Evaluation& e, Arguments a) {
  const std::string_view left = a[0].text();
  const std::string_view right = a[1].text();
  if (!e.allow_bytes(left.size() + right.size())) return e.stop_cell();
  std::string joined;
  joined.reserve(left.size() + right.size());
  joined.append(left).append(right);
  return a[0].is(Tag::text) ? e.text(std::move(joined))
                            : e.bytes(std::move(joined));
}

Cell concatenate_lists(Evaluation& e, Arguments a) {
  const std::size_t size = list_size(a[0]) + list_size(a[1]);
  if (!e.allow_elements(size)) return e.stop_cell();
  Cell out = e.list(size);
  for (const Cell& part : a)
    for (std::size_t i = 0; i < list_size(part); ++i)
      out.cells->push_back(list_at(part, i));
  return out;
}

Cell add_units(Evaluation& e, Arguments a, std::int64_t sign) {
  std::int64_t sum = 0;
  const bool wrapped =
      sign > 0 ? __builtin_add_overflow(a[0].integer, a[1].integer, &sum)
               : __builtin_sub_overflow(a[0].integer, a[1].integer, &sum);
  if (wrapped) return overflow(e);
  Cell out = a[0];
  out.integer = sum;
  return out;
}

// A date moves only by whole days.
Cell move_date(Evaluation& e, const Cell& date, const Cell& length,
               std::int64_t sign) {
  constexpr std::int64_t day = std::int64_t{24} * 60 * 60;
  const Duration duration = length.duration();
  if (duration.nanos != 0 || duration.seconds % day != 0)
    return e.fail({"expr.not_whole_days", {}});
  return date_plus(e, date.date(), sign * (duration.seconds / day));
}

Cell add_times(Evaluation& e, Arguments a) {
  if (are(a, Tag::instant, Tag::duration))
    return instant_plus(e, a[0].instant(), a[1].duration(), 1);
  if (are(a, Tag::duration, Tag::instant))
    return instant_plus(e, a[1].instant(), a[0].duration(), 1);
  if (both(a, Tag::duration))
    return duration_plus(e, a[0].duration(), a[1].duration(), 1);
  if (are(a, Tag::date, Tag::duration)) return move_date(e, a[0], a[1], 1);
  if (are(a, Tag::duration, Tag::date)) return move_date(e, a[1], a[0], 1);
  return e.no_overload("_+_", a);
}

Cell subtract_times(Evaluation& e, Arguments a) {
  if (both(a, Tag::instant))
    return instant_difference(e, a[0].instant(), a[1].instant());
  if (are(a, Tag::instant, Tag::duration))
    return instant_plus(e, a[0].instant(), a[1].duration(), -1);
  if (both(a, Tag::duration))
    return duration_plus(e, a[0].duration(), a[1].duration(), -1);
  if (both(a, Tag::date))
    return cell_of(std::int64_t{a[0].extra} - std::int64_t{a[1].extra});
  if (are(a, Tag::date, Tag::duration)) return move_date(e, a[0], a[1], -1);
  return e.no_overload("_-_", a);
}

Cell times_money(Evaluation& e, const Cell& money, std::int64_t factor) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(money.integer, factor, &product))
    return overflow(e);
  return cell_of(Money{product});
}

}  // namespace

Cell add(Evaluation& e, Arguments a) {
  if (both(a, Tag::integer) || both(a, Tag::money)) return add_units(e, a, 1);
  if (both(a, Tag::real)) return cell_of(a[0].real + a[1].real);
  if (both(a, Tag::text) || both(a, Tag::bytes)) return concatenate(e, a);
  if (both(a, Tag::list)) return concatenate_lists(e, a);
  if (!both(a, Tag::unsigned_integer)) return add_times(e, a);
  std::uint64_t sum = 0;
  return __builtin_add_overflow(a[0].unsigned_integer, a[1].unsigned_integer,
                                &sum)
             ? overflow(e)
             : cell_of(sum);
}

Cell subtract(Evaluation& e, Arguments a) {
  if (both(a, Tag::integer) || both(a, Tag::money)) return add_units(e, a, -1);
  if (both(a, Tag::real)) return cell_of(a[0].real - a[1].real);
  if (!both(a, Tag::unsigned_integer)) return subtract_times(e, a);
  if (a[1].unsigned_integer > a[0].unsigned_integer) return overflow(e);
  return cell_of(a[0].unsigned_integer - a[1].unsigned_integer);
}

Cell multiply(Evaluation& e, Arguments a) {
  if (both(a, Tag::integer)) {
    std::int64_t product = 0;
    return __builtin_mul_overflow(a[0].integer, a[1].integer, &product)
               ? overflow(e)
               : cell_of(product);
  }
  if (both(a, Tag::real)) return cell_of(a[0].real * a[1].real);
  if (both(a, Tag::unsigned_integer)) {
    std::uint64_t product = 0;
    return __builtin_mul_overflow(a[0].unsigned_integer, a[1].unsigned_integer,
                                  &product)
               ? overflow(e)
               : cell_of(product);
  }
  if (are(a, Tag::money, Tag::integer))
    return times_money(e, a[0], a[1].integer);
  if (are(a, Tag::integer, Tag::money))
    return times_money(e, a[1], a[0].integer);
  return e.no_overload("_*_", a);
}

Cell divide(Evaluation& e, Arguments a) {
  if (both(a, Tag::integer)) {
    if (a[1].integer == 0) return zero_division(e);
    if (a[0].integer == INT64_MIN && a[1].integer == -1) return overflow(e);
    return cell_of(a[0].integer / a[1].integer);
  }
  if (both(a, Tag::real)) return cell_of(a[0].real / a[1].real);
  if (!both(a, Tag::unsigned_integer)) return e.no_overload("_/_", a);
  if (a[1].unsigned_integer == 0) return zero_division(e);
  return cell_of(a[0].unsigned_integer / a[1].unsigned_integer);
}

Cell modulo(Evaluation& e, Arguments a) {
  if (both(a, Tag::integer)) {
    if (a[1].integer == 0) return zero_division(e);
    if (a[0].integer == INT64_MIN && a[1].integer == -1) return overflow(e);
    return cell_of(a[0].integer % a[1].integer);
  }
  if (!both(a, Tag::unsigned_integer)) return e.no_overload("_%_", a);
  if (a[1].unsigned_integer == 0) return zero_division(e);
  return cell_of(a[0].unsigned_integer % a[1].unsigned_integer);
}

Cell negate(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::real)) return cell_of(-a[0].real);
  if (!a[0].is(Tag::integer) && !a[0].is(Tag::money))
    return e.no_overload("-_", a);
  if (a[0].integer == INT64_MIN) return overflow(e);
  Cell out = a[0];
  out.integer = -a[0].integer;
  return out;
}

}  // namespace onething::expr::functions
