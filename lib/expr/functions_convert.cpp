// SPDX-License-Identifier: Apache-2.0

#include <charconv>
#include <cmath>
#include <string>

#include "base/format.h"
#include "expr/functions.h"
#include "expr/time_range.h"
#include "onething/text.h"

namespace onething::expr::functions {

namespace {

// What `a[0]` holds cannot become a `type`.
Cell cannot_convert(Evaluation& e, Arguments a, Message type) {
  const auto shown = plain_text(a[0]);
  return e.fail({"expr.cannot_convert",
                 {{"value", shorten(shown.value_or(std::string()), 40)},
                  {"type", std::move(type)}}});
}

Cell range_error(Evaluation& e, Arguments a, std::string_view type) {
  return e.fail({"expr.conversion_range",
                 {{"value", plain_text(a[0]).value_or(std::string())},
                  {"type", std::string(type)}}});
}

// The whole text as a number.
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number value{};
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return value;
}

std::string double_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return format("{}", value);
}

}  // namespace

std::optional<std::string> plain_text(const Cell& cell) {
  switch (cell.tag) {
    case Tag::null:
      return "null";
    case Tag::boolean:
      return cell.boolean ? "true" : "false";
    case Tag::integer:
      return std::to_string(cell.integer);
    case Tag::unsigned_integer:
      return std::to_string(cell.unsigned_integer);
    case Tag::real:
      return double_text(cell.real);
    case Tag::money:
      return onething::to_text(cell.money());
    case Tag::text:
    case Tag::type:
      return std::string(cell.text());
    case Tag::date:
      return onething::to_text(cell.date());
    case Tag::instant:
      return onething::to_text(cell.instant());
    case Tag::duration:
      return onething::to_text(cell.duration());
    case Tag::term:
      return onething::to_text(cell.term());
    default:
      return std::nullopt;
  }
}

Cell to_int(Evaluation& e, Arguments a) {
  switch (a[0].tag) {
    case Tag::integer:
      return a[0];
    case Tag::unsigned_integer:
      if (a[0].unsigned_integer > INT64_MAX) return range_error(e, a, "int");
      return cell_of(static_cast<std::int64_t>(a[0].unsigned_integer));
    case Tag::real:
      if (!(a[0].real > -0x1p63 && a[0].real < 0x1p63))
        return range_error(e, a, "int");
      return cell_of(static_cast<std::int64_t>(a[0].real));
    case Tag::text:
      if (const auto value = parse_number<std::int64_t>(a[0].text()))
        return cell_of(*value);
      return cannot_convert(e, a, {"expr.type_int", {}});
    case Tag::instant:
      return cell_of(a[0].instant().seconds);
    default:
      return e.no_overload("int", a);
  }
}

Cell to_uint(Evaluation& e, Arguments a) {
  switch (a[0].tag) {
    case Tag::unsigned_integer:
      return a[0];
    case Tag::integer:
      if (a[0].integer < 0) return range_error(e, a, "uint");
      return cell_of(static_cast<std::uint64_t>(a[0].integer));
    case Tag::real:
      if (!(a[0].real >= 0 && a[0].real < 0x1p64))
        return range_error(e, a, "uint");
      return cell_of(static_cast<std::uint64_t>(a[0].real));
    case Tag::text:
      if (const auto value = parse_number<std::uint64_t>(a[0].text()))
        return cell_of(*value);
      return cannot_convert(e, a, {"expr.type_uint", {}});
    default:
      return e.no_overload("uint", a);
  }
}

Cell to_double(Evaluation& e, Arguments a) {
  switch (a[0].tag) {
    case Tag::real:
      return a[0];
    case Tag::integer:
      return cell_of(static_cast<double>(a[0].integer));
    case Tag::unsigned_integer:
      return cell_of(static_cast<double>(a[0].unsigned_integer));
    case Tag::text:
      if (const auto value = parse_number<double>(a[0].text()))
        return cell_of(*value);
      return cannot_convert(e, a, {"expr.type_double", {}});
    default:
      return e.no_overload("double", a);
  }
}

Cell to_string(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::text)) return a[0];
  if (a[0].is(Tag::bytes)) {
    if (!e.spend_on_bytes(a[0].text().size())) return e.stop_cell();
    return is_valid_utf8(a[0].text()) ? text_cell(a[0].text())
                                      : e.fail({"expr.bytes_not_utf8", {}});
  }
  if (a[0].is(Tag::null) || a[0].is(Tag::type))
    return e.no_overload("string", a);
  auto text = plain_text(a[0]);
  return text ? e.text(std::move(*text)) : e.no_overload("string", a);
}

Cell to_bytes(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::bytes)) return a[0];
  return a[0].is(Tag::text) ? text_cell(a[0].text(), Tag::bytes)
                            : e.no_overload("bytes", a);
}

Cell to_bool(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::boolean)) return a[0];
  if (!a[0].is(Tag::text)) return e.no_overload("bool", a);
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"})
    if (a[0].text() == yes) return cell_of(true);
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"})
    if (a[0].text() == no) return cell_of(false);
  return cannot_convert(e, a, {"expr.type_bool", {}});
}

Cell to_timestamp(Evaluation& e, Arguments a) {
  Instant instant;
  if (a[0].is(Tag::instant)) return a[0];
  if (a[0].is(Tag::integer)) {
    instant.seconds = a[0].integer;
  } else if (a[0].is(Tag::date)) {
    instant = start_of(a[0].date());
  } else if (a[0].is(Tag::text)) {
    const auto parsed = parse_instant(a[0].text());
    if (!parsed) return cannot_convert(e, a, {"expr.type_timestamp", {}});
    instant = *parsed;
  } else {
    return e.no_overload("timestamp", a);
  }
  return is_in_range(instant) ? cell_of(instant)
                              : e.fail({"expr.time_range", {}});
}

Cell to_duration(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::duration)) return a[0];
  if (!a[0].is(Tag::text)) return e.no_overload("duration", a);
  const auto parsed = parse_duration(a[0].text());
  if (!parsed) return cannot_convert(e, a, {"expr.type_duration", {}});
  return is_in_range(*parsed) ? cell_of(*parsed)
                              : e.fail({"expr.time_range", {}});
}

Cell to_money(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::money)) return a[0];
  if (a[0].is(Tag::integer)) {
    std::int64_t units = 0;
    if (__builtin_mul_overflow(a[0].integer, Money::units_per_one, &units))
      return range_error(e, a, "money");
    return cell_of(Money{units});
  }
  if (!a[0].is(Tag::text)) return e.no_overload("money", a);
  const auto parsed = parse_money(a[0].text());
  return parsed ? cell_of(*parsed)
                : cannot_convert(e, a, {"expr.type_money", {}});
}

Cell to_date(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::date)) return a[0];
  if (a[0].is(Tag::instant)) return cell_of(local_date(a[0].instant()));
  if (!a[0].is(Tag::text)) return e.no_overload("date", a);
  const auto parsed = parse_date(a[0].text());
  return parsed ? cell_of(*parsed)
                : cannot_convert(e, a, {"expr.type_date", {}});
}

Cell to_term(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::term)) return a[0];
  if (!a[0].is(Tag::text)) return e.no_overload("term", a);
  const auto parsed = parse_term(a[0].text());
  return parsed ? cell_of(*parsed)
                : cannot_convert(e, a, {"expr.type_term", {}});
}

}  // namespace onething::expr::functions
