// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "expr/compare.h"
#include "expr/functions.h"

namespace onething::expr::functions {

namespace {

// Recursion follows lists that really are nested, so it ends with them.
bool flatten_into(Evaluation& e, const Cell& list, std::int64_t depth,
                  Cell& out) {
  for (std::size_t i = 0; i < list_size(list); ++i) {
    if (!e.spend(1)) return false;
    const Cell element = list_at(list, i);
    if (element.is(Tag::list) && depth > 0) {
      if (!flatten_into(e, element, depth - 1, out)) return false;
      continue;
    }
    if (!e.fits_elements(out.cells->size() + 1)) return false;
    out.cells->push_back(element);
  }
  return true;
}

}  // namespace

Cell list_range(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::integer)) return e.no_overload("lists.range", a);
  const std::int64_t size = std::max<std::int64_t>(a[0].integer, 0);
  if (!e.allow_elements(static_cast<std::size_t>(size))) return e.stop_cell();
  Cell out = e.list(static_cast<std::size_t>(size));
  for (std::int64_t i = 0; i < size; ++i) out.cells->push_back(cell_of(i));
  return out;
}

Cell list_distinct(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::list)) return e.no_overload("distinct", a);
  Cell out = e.list();
  for (std::size_t i = 0; i < list_size(a[0]); ++i) {
    const Cell element = list_at(a[0], i);
    const Cell seen[] = {element, out};
    const Cell known = is_in(e, seen);
    if (e.stopped() || !e.spend(1)) return e.stop_cell();
    if (!known.is_true()) out.cells->push_back(element);
  }
  return out;
}

Cell list_flatten(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::list) || (a.size() == 2 && !a[1].is(Tag::integer)))
    return e.no_overload("flatten", a);
  const std::int64_t depth = a.size() == 2 ? a[1].integer : 1;
  if (depth < 0) return e.fail({"expr.negative_depth", {}});
  Cell out = e.list();
  return flatten_into(e, a[0], depth, out) ? out : e.stop_cell();
}

Cell list_slice(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::list) || !a[1].is(Tag::integer) || !a[2].is(Tag::integer))
    return e.no_overload("slice", a);
  const auto size = static_cast<std::int64_t>(list_size(a[0]));
  const std::int64_t begin = a[1].integer;
  const std::int64_t end = a[2].integer;
  if (begin < 0 || end < begin || end > size)
    return e.fail({"expr.bad_slice",
                   {{"begin", std::to_string(begin)},
                    {"end", std::to_string(end)},
                    {"size", std::to_string(size)}}});
  if (!e.allow_elements(static_cast<std::size_t>(end - begin)))
    return e.stop_cell();
  Cell out = e.list();
  for (std::int64_t i = begin; i < end; ++i)
    out.cells->push_back(list_at(a[0], static_cast<std::size_t>(i)));
  return out;
}

Cell list_sort(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::list)) return e.no_overload("sort", a);
  const std::size_t size = list_size(a[0]);
  if (!e.allow_elements(size)) return e.stop_cell();
  Cell out = e.list(size);
  for (std::size_t i = 0; i < size; ++i) {
    const Cell element = list_at(a[0], i);
    const Cell pair[] = {list_at(a[0], 0), element};
    const auto result = order(pair[0], pair[1]);
    if (!result) return e.no_overload("sort", pair);
    if (*result == std::partial_ordering::unordered)
      return e.fail({"expr.sort_nan", {}});
    out.cells->push_back(element);
  }
  if (!e.spend(static_cast<std::int64_t>(size) * 16)) return e.stop_cell();
  std::stable_sort(out.cells->begin(), out.cells->end(),
                   [](const Cell& x, const Cell& y) {
                     const auto result = order(x, y);
                     return result && *result < 0;
                   });
  return out;
}

Cell list_first(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::list)) return e.no_overload("first", a);
  return list_size(a[0]) == 0 ? e.none() : e.optional(list_at(a[0], 0));
}

Cell list_last(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::list)) return e.no_overload("last", a);
  const std::size_t size = list_size(a[0]);
  return size == 0 ? e.none() : e.optional(list_at(a[0], size - 1));
}

}  // namespace onething::expr::functions
