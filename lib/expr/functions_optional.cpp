// SPDX-License-Identifier: Apache-2.0

#include "expr/functions.h"

namespace onething::expr::functions {

namespace {

bool is_zero(const Cell& cell) {
  switch (cell.tag) {
    case Tag::null:
      return true;
    case Tag::boolean:
      return !cell.boolean;
    case Tag::integer:
    case Tag::unsigned_integer:
    case Tag::money:
    case Tag::term:
      return cell.integer == 0;
    case Tag::real:
      return cell.real == 0;
    case Tag::text:
    case Tag::bytes:
      return cell.text().empty();
    case Tag::instant:
    case Tag::duration:
      return cell.integer == 0 && cell.extra == 0;
    case Tag::list:
      return list_size(cell) == 0;
    case Tag::map:
      return map_size(cell) == 0;
    case Tag::optional:
      return !has_content(cell);
    case Tag::date:
    case Tag::type:
    case Tag::error:
      return false;
  }
  return false;
}

}  // namespace

Cell optional_of(Evaluation& e, Arguments a) { return e.optional(a[0]); }

Cell optional_none(Evaluation& e, Arguments) { return e.none(); }

Cell optional_of_non_zero(Evaluation& e, Arguments a) {
  return is_zero(a[0]) ? e.none() : e.optional(a[0]);
}

// The contents of those elements that have one.
Cell optional_unwrap(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::list)) return e.no_overload("optional.unwrap", a);
  const std::size_t size = list_size(a[0]);
  if (!e.allow_elements(size)) return e.stop_cell();
  Cell out = e.list(size);
  for (std::size_t i = 0; i < size; ++i) {
    const Cell element = list_at(a[0], i);
    if (!element.is(Tag::optional))
      return e.no_overload("optional.unwrap", {&element, 1});
    if (has_content(element)) out.cells->push_back(content_of(element));
  }
  return out;
}

Cell optional_has_value(Evaluation& e, Arguments a) {
  return a[0].is(Tag::optional) ? cell_of(has_content(a[0]))
                                : e.no_overload("hasValue", a);
}

Cell optional_value(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::optional)) return e.no_overload("value", a);
  return has_content(a[0]) ? content_of(a[0])
                           : e.fail({"expr.optional_empty", {}});
}

Cell optional_or(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::optional) || !a[1].is(Tag::optional))
    return e.no_overload("or", a);
  return has_content(a[0]) ? a[0] : a[1];
}

Cell optional_or_value(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::optional)) return e.no_overload("orValue", a);
  return has_content(a[0]) ? content_of(a[0]) : a[1];
}

}  // namespace onething::expr::functions
