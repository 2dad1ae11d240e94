// SPDX-License-Identifier: Apache-2.0

#include <cmath>
#include <cstdint>

#include "expr/compare.h"
#include "expr/functions.h"

namespace onething::expr::functions {

namespace {

// The extreme of the arguments, or of the one list among them. `sign` is 1 for
// the greatest, -1 for the least.
Cell extreme(Evaluation& e, Arguments a, std::string_view name, int sign) {
  const bool is_list = a.size() == 1 && a[0].is(Tag::list);
  const std::size_t size = is_list ? list_size(a[0]) : a.size();
  const auto at = [&](std::size_t i) {
    return is_list ? list_at(a[0], i) : a[i];
  };
  if (size == 0) return e.fail({"expr.empty_list", {}});
  Cell best = at(0);
  for (std::size_t i = 0; i < size; ++i) {
    if (!e.spend(1)) return e.stop_cell();
    const Cell candidate = at(i);
    const Cell pair[] = {best, candidate};
    const auto result = order(candidate, best);
    if (!result || candidate.is(Tag::text) || candidate.is(Tag::boolean) ||
        candidate.is(Tag::bytes))
      return e.no_overload(name, pair);
    if (sign > 0 ? *result > 0 : *result < 0) best = candidate;
  }
  return best;
}

template <typename Round>
Cell round_real(Evaluation& e, Arguments a, std::string_view name,
                Round round) {
  return a[0].is(Tag::real) ? cell_of(round(a[0].real))
                            : e.no_overload(name, a);
}

template <typename Combine>
Cell combine_bits(Evaluation& e, Arguments a, std::string_view name,
                  Combine combine) {
  const bool whole = a[0].is(Tag::integer) || a[0].is(Tag::unsigned_integer);
  if (!whole || a[0].tag != a[1].tag) return e.no_overload(name, a);
  Cell out = a[0];
  out.unsigned_integer = combine(a[0].unsigned_integer, a[1].unsigned_integer);
  return out;
}

// Shifts are logical, also for negative numbers.
template <typename Shift>
Cell shift_bits(Evaluation& e, Arguments a, std::string_view name,
                Shift shift) {
  const bool whole = a[0].is(Tag::integer) || a[0].is(Tag::unsigned_integer);
  if (!whole || !a[1].is(Tag::integer)) return e.no_overload(name, a);
  if (a[1].integer < 0) return e.fail({"expr.negative_shift", {}});
  Cell out = a[0];
  out.unsigned_integer =
      a[1].integer > 63 ? 0 : shift(a[0].unsigned_integer, a[1].integer);
  return out;
}

}  // namespace

Cell math_greatest(Evaluation& e, Arguments a) {
  return extreme(e, a, "math.greatest", 1);
}
Cell math_least(Evaluation& e, Arguments a) {
  return extreme(e, a, "math.least", -1);
}

Cell math_abs(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::real)) return cell_of(std::fabs(a[0].real));
  if (a[0].is(Tag::unsigned_integer)) return a[0];
  if (!a[0].is(Tag::integer) && !a[0].is(Tag::money))
    return e.no_overload("math.abs", a);
  return a[0].integer < 0 ? negate(e, a) : a[0];
}

Cell math_sign(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::integer))
    return cell_of(static_cast<std::int64_t>(a[0].integer > 0) -
                   static_cast<std::int64_t>(a[0].integer < 0));
  if (a[0].is(Tag::unsigned_integer))
    return cell_of(std::uint64_t{a[0].unsigned_integer > 0 ? 1u : 0u});
  if (!a[0].is(Tag::real)) return e.no_overload("math.sign", a);
  if (a[0].real > 0) return cell_of(1.0);
  if (a[0].real < 0) return cell_of(-1.0);
  return cell_of(a[0].real);  // 0 or NaN.
}

Cell math_ceil(Evaluation& e, Arguments a) {
  return round_real(e, a, "math.ceil", [](double x) { return std::ceil(x); });
}
Cell math_floor(Evaluation& e, Arguments a) {
  return round_real(e, a, "math.floor", [](double x) { return std::floor(x); });
}
Cell math_round(Evaluation& e, Arguments a) {
  return round_real(e, a, "math.round", [](double x) { return std::round(x); });
}
Cell math_trunc(Evaluation& e, Arguments a) {
  return round_real(e, a, "math.trunc", [](double x) { return std::trunc(x); });
}

Cell math_sqrt(Evaluation& e, Arguments a) {
  if (!a[0].is_number()) return e.no_overload("math.sqrt", a);
  return cell_of(std::sqrt(to_double(e, a).real));
}

Cell math_is_nan(Evaluation& e, Arguments a) {
  return a[0].is(Tag::real) ? cell_of(std::isnan(a[0].real))
                            : e.no_overload("math.isNaN", a);
}
Cell math_is_inf(Evaluation& e, Arguments a) {
  return a[0].is(Tag::real) ? cell_of(std::isinf(a[0].real))
                            : e.no_overload("math.isInf", a);
}
Cell math_is_finite(Evaluation& e, Arguments a) {
  return a[0].is(Tag::real) ? cell_of(std::isfinite(a[0].real))
                            : e.no_overload("math.isFinite", a);
}

Cell math_bit_and(Evaluation& e, Arguments a) {
  return combine_bits(e, a, "math.bitAnd",
                      [](std::uint64_t x, std::uint64_t y) { return x & y; });
}
Cell math_bit_or(Evaluation& e, Arguments a) {
  return combine_bits(e, a, "math.bitOr",
                      [](std::uint64_t x, std::uint64_t y) { return x | y; });
}
Cell math_bit_xor(Evaluation& e, Arguments a) {
  return combine_bits(e, a, "math.bitXor",
                      [](std::uint64_t x, std::uint64_t y) { return x ^ y; });
}

Cell math_bit_not(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::integer) && !a[0].is(Tag::unsigned_integer))
    return e.no_overload("math.bitNot", a);
  Cell out = a[0];
  out.unsigned_integer = ~a[0].unsigned_integer;
  return out;
}

Cell math_shift_left(Evaluation& e, Arguments a) {
  return shift_bits(e, a, "math.bitShiftLeft",
                    [](std::uint64_t x, std::int64_t n) { return x << n; });
}
Cell math_shift_right(Evaluation& e, Arguments a) {
  return shift_bits(e, a, "math.bitShiftRight",
                    [](std::uint64_t x, std::int64_t n) { return x >> n; });
}

}  // namespace onething::expr::functions
