// SPDX-License-Identifier: Apache-2.0

#include <re2/re2.h>

#include <string>

#include "expr/code_points.h"
#include "expr/functions.h"
#include "expr/program.h"

namespace onething::expr::functions {

namespace {

bool are_texts(Arguments a, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    if (!a[i].is(Tag::text)) return false;
  return true;
}

// Two texts, paid for; else `error` is what to return.
bool two_texts(Evaluation& e, Arguments a, std::string_view name, Cell& error) {
  if (!are_texts(a, 2)) {
    error = e.no_overload(name, a);
    return false;
  }
  if (e.spend_on_bytes(a[0].text().size())) return true;
  error = e.stop_cell();
  return false;
}

Cell out_of_range(Evaluation& e, const Cell& index) {
  return e.fail({"expr.position_out_of_range",
                 {{"index", plain_text(index).value_or(std::string())}}});
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

// Where the search begins or ends: the optional third argument.
bool read_offset(Arguments a, std::string_view text, std::size_t& byte) {
  if (a.size() < 3) return true;
  const auto found = byte_of(text, a[2].integer);
  if (!found) return false;
  byte = *found;
  return true;
}

Cell position(std::string_view text, std::size_t byte) {
  return cell_of(byte == text.npos ? std::int64_t{-1}
                                   : points_before(text, byte));
}

}  // namespace

Cell contains(Evaluation& e, Arguments a) {
  Cell error;
  if (!two_texts(e, a, "contains", error)) return error;
  return cell_of(a[0].text().find(a[1].text()) != std::string_view::npos);
}

Cell starts_with(Evaluation& e, Arguments a) {
  Cell error;
  if (!two_texts(e, a, "startsWith", error)) return error;
  return cell_of(a[0].text().starts_with(a[1].text()));
}

Cell ends_with(Evaluation& e, Arguments a) {
  Cell error;
  if (!two_texts(e, a, "endsWith", error)) return error;
  return cell_of(a[0].text().ends_with(a[1].text()));
}

// Compiling a pattern costs far more than matching one.
Cell matches(Evaluation& e, Arguments a) {
  Cell error;
  if (!two_texts(e, a, "matches", error)) return error;
  if (!e.spend(100 + static_cast<std::int64_t>(a[1].text().size())))
    return e.stop_cell();
  const RE2 pattern(piece(a[1].text()), pattern_options());
  if (!pattern.ok())
    return e.fail({"expr.bad_pattern", {{"reason", pattern.error()}}});
  return cell_of(RE2::PartialMatch(piece(a[0].text()), pattern));
}

Cell char_at(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::text) || !a[1].is(Tag::integer))
    return e.no_overload("charAt", a);
  const std::string_view text = a[0].text();
  if (!e.spend_on_bytes(text.size())) return e.stop_cell();
  const auto byte = byte_of(text, a[1].integer);
  if (!byte) return out_of_range(e, a[1]);
  if (*byte == text.size()) return text_cell("");
  return text_cell(text.substr(*byte, width_at(text, *byte)));
}

Cell index_of(Evaluation& e, Arguments a) {
  Cell error;
  if (!two_texts(e, a, "indexOf", error)) return error;
  if (a.size() == 3 && !a[2].is(Tag::integer))
    return e.no_overload("indexOf", a);
  const std::string_view text = a[0].text();
  std::size_t from = 0;
  if (!read_offset(a, text, from)) return out_of_range(e, a[2]);
  return position(text, text.find(a[1].text(), from));
}

Cell last_index_of(Evaluation& e, Arguments a) {
  Cell error;
  if (!two_texts(e, a, "lastIndexOf", error)) return error;
  if (a.size() == 3 && !a[2].is(Tag::integer))
    return e.no_overload("lastIndexOf", a);
  const std::string_view text = a[0].text();
  std::size_t last = text.size();
  if (!read_offset(a, text, last)) return out_of_range(e, a[2]);
  return position(text, text.rfind(a[1].text(), last));
}

Cell substring(Evaluation& e, Arguments a) {
  for (const Cell& index : a.subspan(1))
    if (!index.is(Tag::integer)) return e.no_overload("substring", a);
  if (!a[0].is(Tag::text)) return e.no_overload("substring", a);
  const std::string_view text = a[0].text();
  if (!e.spend_on_bytes(text.size())) return e.stop_cell();
  const auto begin = byte_of(text, a[1].integer);
  if (!begin) return out_of_range(e, a[1]);
  if (a.size() == 2) return text_cell(text.substr(*begin));
  const auto end = byte_of(text, a[2].integer);
  if (!end || *end < *begin) return out_of_range(e, a[2]);
  return text_cell(text.substr(*begin, *end - *begin));
}

}  // namespace onething::expr::functions
