// SPDX-License-Identifier: Apache-2.0

#include <limits>
#include <string>
#include <utility>

#include "base/base64.h"
#include "expr/code_points.h"
#include "expr/functions.h"

namespace onething::expr::functions {

namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

// The optional last argument; negative means all.
bool read_limit(Arguments a, std::size_t index, std::int64_t& limit) {
  if (a.size() <= index) return true;
  if (!a[index].is(Tag::integer)) return false;
  if (a[index].integer >= 0) limit = a[index].integer;
  return true;
}

Cell map_letters(Evaluation& e, const Cell& text, char first, int shift) {
  if (!e.allow_bytes(text.text().size())) return e.stop_cell();
  std::string out(text.text());
  for (char& c : out)
    if (c >= first && c < first + 26) c = static_cast<char>(c + shift);
  return e.text(std::move(out));
}

bool is_white_space(std::string_view point) {
  constexpr std::string_view spaces[] = {
      "\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\u0085",
      "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
      "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u2028",
      "\u2029", "\u202F", "\u205F", "\u3000"};
  for (const std::string_view space : spaces)
    if (point == space) return true;
  return false;
}

// Where the last code point of a text that is not empty begins.
std::size_t last_point(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

class Replacer {
 public:
  Replacer(std::string_view text, std::string_view old, std::string_view fresh)
      : text_(text), old_(old), fresh_(fresh) {}

  // False when the evaluation is stopped.
  bool run(Evaluation& e, std::int64_t limit) {
    while (limit-- > 0 && find_next()) {
      const std::size_t more = skipped_.size() + fresh_.size();
      if (!e.spend(1) || !e.fits_bytes(out_.size() + more)) return false;
      out_ += skipped_;
      out_ += fresh_;
    }
    const std::string_view rest = text_.substr(at_);
    if (!e.allow_bytes(out_.size() + rest.size())) return false;
    out_ += rest;
    return true;
  }

  std::string take() { return std::move(out_); }

 private:
  // Moves behind the next piece to replace; `skipped_` is what lies before it.
  bool find_next() {
    if (old_.empty()) return find_next_gap();
    const std::size_t found = text_.find(old_, at_);
    if (found == text_.npos) return false;
    skipped_ = text_.substr(at_, found - at_);
    at_ = found + old_.size();
    return true;
  }

  // Nothing is found before every code point and at the end.
  bool find_next_gap() {
    if (started_) {
      if (at_ >= text_.size()) return false;
      skipped_ = text_.substr(at_, width_at(text_, at_));
      at_ += skipped_.size();
    }
    started_ = true;
    return true;
  }

  std::string_view text_;
  std::string_view old_;
  std::string_view fresh_;
  std::string out_;
  std::string_view skipped_;
  std::size_t at_ = 0;
  bool started_ = false;
};

// Adds one piece of a split; false when the list grows too long.
bool add_piece(Evaluation& e, Cell& list, std::string_view piece) {
  if (!e.spend(1) || !e.fits_elements(list.cells->size() + 1)) return false;
  list.cells->push_back(text_cell(piece));
  return true;
}

}  // namespace

Cell lower_ascii(Evaluation& e, Arguments a) {
  return a[0].is(Tag::text) ? map_letters(e, a[0], 'A', 'a' - 'A')
                            : e.no_overload("lowerAscii", a);
}

Cell upper_ascii(Evaluation& e, Arguments a) {
  return a[0].is(Tag::text) ? map_letters(e, a[0], 'a', 'A' - 'a')
                            : e.no_overload("upperAscii", a);
}

Cell replace(Evaluation& e, Arguments a) {
  std::int64_t limit = kNoLimit;
  for (std::size_t i = 0; i < 3; ++i)
    if (!a[i].is(Tag::text)) return e.no_overload("replace", a);
  if (!read_limit(a, 3, limit)) return e.no_overload("replace", a);
  Replacer replacer(a[0].text(), a[1].text(), a[2].text());
  if (!replacer.run(e, limit)) return e.stop_cell();
  return e.text(replacer.take());
}

Cell split(Evaluation& e, Arguments a) {
  std::int64_t limit = kNoLimit;
  if (!a[0].is(Tag::text) || !a[1].is(Tag::text) || !read_limit(a, 2, limit))
    return e.no_overload("split", a);
  std::string_view rest = a[0].text();
  const std::string_view separator = a[1].text();
  Cell out = e.list();
  if (limit == 0) return out;
  while (limit-- > 1) {
    const bool each = separator.empty();
    if (each && rest.empty()) return out;
    const std::size_t found = each ? width_at(rest, 0) : rest.find(separator);
    if (found == rest.npos || (each && found >= rest.size())) break;
    if (!add_piece(e, out, rest.substr(0, found))) return e.stop_cell();
    rest.remove_prefix(found + separator.size());
  }
  return add_piece(e, out, rest) ? out : e.stop_cell();
}

Cell join(Evaluation& e, Arguments a) {
  const bool has_separator = a.size() == 2;
  if (!a[0].is(Tag::list) || (has_separator && !a[1].is(Tag::text)))
    return e.no_overload("join", a);
  const std::string_view separator =
      has_separator ? a[1].text() : std::string_view();
  std::string out;
  for (std::size_t i = 0; i < list_size(a[0]); ++i) {
    const Cell part = list_at(a[0], i);
    if (!part.is(Tag::text)) return e.no_overload("join", {&part, 1});
    const std::size_t more = part.text().size() + separator.size();
    if (!e.spend(1) || !e.spend_on_bytes(more) ||
        !e.fits_bytes(out.size() + more))
      return e.stop_cell();
    if (i > 0) out += separator;
    out += part.text();
  }
  return e.text(std::move(out));
}

Cell trim(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::text)) return e.no_overload("trim", a);
  std::string_view text = a[0].text();
  if (!e.spend_on_bytes(text.size())) return e.stop_cell();
  while (!text.empty() && is_white_space(text.substr(0, width_at(text, 0))))
    text.remove_prefix(width_at(text, 0));
  while (!text.empty() && is_white_space(text.substr(last_point(text))))
    text.remove_suffix(text.size() - last_point(text));
  return text_cell(text);
}

Cell reverse(Evaluation& e, Arguments a) {
  if (a[0].is(Tag::list)) {
    const std::size_t size = list_size(a[0]);
    if (!e.allow_elements(size)) return e.stop_cell();
    Cell out = e.list(size);
    for (std::size_t i = size; i > 0; --i)
      out.cells->push_back(list_at(a[0], i - 1));
    return out;
  }
  if (!a[0].is(Tag::text)) return e.no_overload("reverse", a);
  std::string_view rest = a[0].text();
  if (!e.allow_bytes(rest.size())) return e.stop_cell();
  std::string out;
  out.reserve(rest.size());
  while (!rest.empty()) {
    const std::size_t last = last_point(rest);
    out += rest.substr(last);
    rest = rest.substr(0, last);
  }
  return e.text(std::move(out));
}

Cell quote(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::text)) return e.no_overload("strings.quote", a);
  constexpr std::string_view special = "\a\b\f\n\r\t\v\\\"";
  constexpr std::string_view letters = "abfnrtv\\\"";
  if (!e.allow_bytes(2 * a[0].text().size() + 2)) return e.stop_cell();
  std::string out = "\"";
  for (const char c : a[0].text()) {
    const std::size_t found = special.find(c);
    if (found == special.npos) {
      out += c;
    } else {
      out += '\\';
      out += letters[found];
    }
  }
  return e.text(out + "\"");
}

Cell base64_encode(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::bytes)) return e.no_overload("base64.encode", a);
  if (!e.allow_bytes(a[0].text().size() * 4 / 3 + 4)) return e.stop_cell();
  return e.text(encode_base64(a[0].text()));
}

Cell base64_decode(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::text)) return e.no_overload("base64.decode", a);
  if (!e.spend_on_bytes(a[0].text().size())) return e.stop_cell();
  auto bytes = decode_base64(a[0].text());
  return bytes ? e.bytes(std::move(*bytes)) : e.fail({"expr.bad_base64", {}});
}

}  // namespace onething::expr::functions
