// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "expr/compare.h"
#include "expr/functions.h"
#include "onething/text.h"

namespace onething::expr::functions {

namespace {

using Order = std::partial_ordering;

template <typename Test>
Cell compare(Evaluation& e, Arguments a, std::string_view name, Test test) {
  if (a[0].is(Tag::text) && !e.spend_on_bytes(a[0].text().size()))
    return e.stop_cell();
  const auto result = order(a[0], a[1]);
  return result ? cell_of(test(*result)) : e.no_overload(name, a);
}

}  // namespace

Cell logical_not(Evaluation& e, Arguments a) {
  return a[0].is(Tag::boolean) ? cell_of(!a[0].boolean)
                               : e.no_overload("!_", a);
}

Cell equals(Evaluation& e, Arguments a) {
  return cell_of(equal(e, a[0], a[1]));
}
Cell not_equals(Evaluation& e, Arguments a) {
  return cell_of(!equal(e, a[0], a[1]));
}

Cell less(Evaluation& e, Arguments a) {
  return compare(e, a, "_<_", [](Order o) { return o < 0; });
}
Cell less_or_equal(Evaluation& e, Arguments a) {
  return compare(e, a, "_<=_", [](Order o) { return o <= 0; });
}
Cell greater(Evaluation& e, Arguments a) {
  return compare(e, a, "_>_", [](Order o) { return o > 0; });
}
Cell greater_or_equal(Evaluation& e, Arguments a) {
  return compare(e, a, "_>=_", [](Order o) { return o >= 0; });
}

Cell is_in(Evaluation& e, Arguments a) {
  if (a[1].is(Tag::map)) return cell_of(find_in_map(e, a[1], a[0]).has_value());
  if (!a[1].is(Tag::list)) return e.no_overload("@in", a);
  const std::size_t size = list_size(a[1]);
  for (std::size_t i = 0; i < size && !e.stopped(); ++i)
    if (equal(e, a[0], list_at(a[1], i))) return cell_of(true);
  return cell_of(false);
}

Cell size(Evaluation& e, Arguments a) {
  std::size_t count = 0;
  switch (a[0].tag) {
    case Tag::text:
      if (!e.spend_on_bytes(a[0].text().size())) return e.stop_cell();
      count = count_code_points(a[0].text());
      break;
    case Tag::bytes:
      count = a[0].text().size();
      break;
    case Tag::list:
      count = list_size(a[0]);
      break;
    case Tag::map:
      count = map_size(a[0]);
      break;
    default:
      return e.no_overload("size", a);
  }
  return cell_of(static_cast<std::int64_t>(count));
}

Cell type_of(Evaluation&, Arguments a) {
  return text_cell(type_name(a[0]), Tag::type);
}

Cell dyn(Evaluation&, Arguments a) { return a[0]; }

// Adds to a map that belongs to the evaluation and that nobody else holds yet.
Cell map_insert(Evaluation& e, Arguments a) {
  const Cell& key = a[1];
  const bool fits = key.is(Tag::text) || key.is(Tag::boolean) ||
                    key.is(Tag::integer) || key.is(Tag::unsigned_integer);
  if (!fits) return e.fail({"expr.bad_key", {{"type", type_message(key)}}});
  if (find_in_map(e, a[0], key))
    return e.fail({"expr.repeated_key",
                   {{"key", plain_text(key).value_or(std::string())}}});
  if (!e.spend(1)) return e.stop_cell();
  a[0].entries->emplace_back(key, a[2]);
  return a[0];
}

}  // namespace onething::expr::functions
