// SPDX-License-Identifier: Apache-2.0

#include "expr/compare.h"

#include <cmath>

namespace onething::expr {

namespace {

using Order = std::partial_ordering;

Order compare(std::int64_t a, std::uint64_t b) {
  if (a < 0) return Order::less;
  return static_cast<std::uint64_t>(a) <=> b;
}

// As the public conformance suite has it: what a double may hold is compared as
// doubles, so 2^63 - 1 equals 2^63 written as a double.
Order compare(std::int64_t a, double b) {
  if (b > 0x1p63) return Order::less;
  if (b < -0x1p63) return Order::greater;
  return static_cast<double>(a) <=> b;
}

Order compare(std::uint64_t a, double b) {
  if (b > 0x1p64) return Order::less;
  if (b < 0) return Order::greater;
  return static_cast<double>(a) <=> b;
}

Order reverse(Order order) {
  if (order == Order::less) return Order::greater;
  if (order == Order::greater) return Order::less;
  return order;
}

Order compare_numbers(const Cell& a, const Cell& b) {
  if (a.tag == b.tag) {
    if (a.is(Tag::integer)) return a.integer <=> b.integer;
    if (a.is(Tag::real)) return a.real <=> b.real;
    return a.unsigned_integer <=> b.unsigned_integer;
  }
  if (a.tag > b.tag) return reverse(compare_numbers(b, a));
  if (a.is(Tag::unsigned_integer)) return compare(a.unsigned_integer, b.real);
  if (b.is(Tag::real)) return compare(a.integer, b.real);
  return compare(a.integer, b.unsigned_integer);
}

bool equal_lists(Evaluation& e, const Cell& a, const Cell& b) {
  const std::size_t size = list_size(a);
  if (size != list_size(b)) return false;
  for (std::size_t i = 0; i < size; ++i)
    if (!equal(e, list_at(a, i), list_at(b, i))) return false;
  return true;
}

bool equal_maps(Evaluation& e, const Cell& a, const Cell& b) {
  const std::size_t size = map_size(a);
  if (size != map_size(b)) return false;
  for (std::size_t i = 0; i < size; ++i) {
    const auto [key, value] = map_at(a, i);
    const auto other = find_in_map(e, b, key);
    if (!other || !equal(e, value, *other)) return false;
  }
  return true;
}

bool equal_optionals(Evaluation& e, const Cell& a, const Cell& b) {
  if (!has_content(a) || !has_content(b))
    return has_content(a) == has_content(b);
  return equal(e, content_of(a), content_of(b));
}

}  // namespace

bool equal(Evaluation& e, const Cell& a, const Cell& b) {
  if (!e.spend(1)) return false;
  if (a.is_number() && b.is_number()) return compare_numbers(a, b) == 0;
  if (a.tag != b.tag) return false;
  switch (a.tag) {
    case Tag::null:
      return true;
    case Tag::boolean:
      return a.boolean == b.boolean;
    case Tag::text:
    case Tag::bytes:
    case Tag::type:
      return e.spend_on_bytes(a.text().size()) && a.text() == b.text();
    case Tag::money:
      return a.integer == b.integer;
    case Tag::date:
      return a.extra == b.extra;
    case Tag::instant:
    case Tag::duration:
    case Tag::term:
      return a.integer == b.integer && a.extra == b.extra;
    case Tag::list:
      return equal_lists(e, a, b);
    case Tag::map:
      return equal_maps(e, a, b);
    case Tag::optional:
      return equal_optionals(e, a, b);
    case Tag::integer:
    case Tag::unsigned_integer:
    case Tag::real:
    case Tag::error:
      break;
  }
  return false;
}

std::optional<Order> order(const Cell& a, const Cell& b) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b);
  if (a.tag != b.tag) return std::nullopt;
  switch (a.tag) {
    case Tag::boolean:
      return static_cast<int>(a.boolean) <=> static_cast<int>(b.boolean);
    case Tag::text:
    case Tag::bytes:
      // In UTF-8 the order of bytes is that of code points.
      return a.text() <=> b.text();
    case Tag::money:
      return a.money() <=> b.money();
    case Tag::date:
      return a.date() <=> b.date();
    case Tag::instant:
      return a.instant() <=> b.instant();
    case Tag::duration:
      return a.duration() <=> b.duration();
    default:
      return std::nullopt;
  }
}

std::optional<Cell> find_in_map(Evaluation& e, const Cell& map,
                                const Cell& key) {
  if (map.storage == Storage::object) {
    if (!key.is(Tag::text)) return std::nullopt;
    const Value* found = map.object->find(key.text());
    if (found == nullptr) return std::nullopt;
    return borrow(*found);
  }
  const std::size_t size = map_size(map);
  for (std::size_t i = 0; i < size && !e.stopped(); ++i) {
    const auto [candidate, value] = map_at(map, i);
    if (equal(e, candidate, key)) return value;
  }
  return std::nullopt;
}

std::optional<std::int64_t> whole_number(const Cell& cell) {
  if (cell.is(Tag::integer)) return cell.integer;
  if (cell.is(Tag::unsigned_integer)) {
    if (cell.unsigned_integer > 0x7fffffffffffffff) return std::nullopt;
    return static_cast<std::int64_t>(cell.unsigned_integer);
  }
  if (!cell.is(Tag::real) || !(cell.real > -0x1p63) || !(cell.real < 0x1p63) ||
      cell.real != std::trunc(cell.real))
    return std::nullopt;
  return static_cast<std::int64_t>(cell.real);
}

}  // namespace onething::expr
