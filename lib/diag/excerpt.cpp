// SPDX-License-Identifier: Apache-2.0

#include "diag/excerpt.h"

#include <algorithm>
#include <vector>

#include "base/format.h"
#include "base/utf8.h"

namespace onething::diag {

namespace {

// How far from the span a line is looked at; a line of a megabyte must not cost
// a megabyte for each mistake in it.
constexpr std::size_t kReachBytes = 600;

struct Piece {
  std::size_t byte = 0;
  std::string text;
  std::size_t cells = 0;
};

bool is_continuation(char c) {
  return (static_cast<unsigned>(c) & 0xC0) == 0x80;
}

bool must_not_reach_the_terminal(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFE ||
         c == 0xFFFF;
}

Piece piece_at(std::string_view text, std::size_t at, std::size_t& length) {
  const base::CodePoint point = base::first_code_point(text.substr(at));
  length = point.length;
  if (!point.valid) {
    const unsigned byte = static_cast<unsigned char>(text[at]);
    return {at, format("\\x{:02x}", byte), 4};
  }
  if (point.value == '\t') return {at, "  ", 2};
  if (must_not_reach_the_terminal(point.value)) {
    const auto number = static_cast<std::uint32_t>(point.value);
    std::string name = number < 0x100 ? format("\\x{:02x}", number)
                                      : format("\\u{:04x}", number);
    const std::size_t cells = name.size();
    return {at, std::move(name), cells};
  }
  return {at, std::string(text.substr(at, length)), base::width(point)};
}

struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool cut_left = false;
  bool cut_right = false;
};

Window window_around(std::string_view text, std::size_t at) {
  Window w;
  const std::size_t floor = at > kReachBytes ? at - kReachBytes : 0;
  w.begin = at;
  while (w.begin > floor && text[w.begin - 1] != '\n') --w.begin;
  if (w.begin == floor && floor > 0 && text[w.begin - 1] != '\n') {
    w.cut_left = true;
    while (w.begin < at && is_continuation(text[w.begin])) ++w.begin;
  }
  const std::size_t ceiling = std::min(text.size(), at + kReachBytes);
  w.end = at;
  while (w.end < ceiling && text[w.end] != '\n') ++w.end;
  if (w.end == ceiling && ceiling < text.size() && text[w.end] != '\n') {
    w.cut_right = true;
    while (w.end > at && is_continuation(text[w.end])) --w.end;
  }
  if (w.end > at && text[w.end - 1] == '\r') --w.end;
  if (w.begin == 0 && text.starts_with("\xEF\xBB\xBF") && at >= 3) w.begin = 3;
  return w;
}

std::size_t cells_of(const std::vector<Piece>& pieces, std::size_t from,
                     std::size_t to) {
  std::size_t cells = 0;
  for (std::size_t i = from; i < to; ++i) cells += pieces[i].cells;
  return cells;
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t i = 0, length = 1; i < text.size(); i += length) {
    const Piece piece = piece_at(text, i, length);
    out += text[i] == '\n' ? " " : piece.text;
  }
  return out;
}

Excerpt excerpt_of(std::string_view text, const Span& span) {
  const std::size_t at = std::min<std::size_t>(span.begin.byte, text.size());
  const Window w = window_around(text, at);
  const std::size_t span_end =
      std::clamp<std::size_t>(span.end.byte, at, std::max(at, w.end));
  std::vector<Piece> pieces;
  std::size_t marked = 0;      // Index of the first piece of the span.
  std::size_t marked_end = 0;  // One past the last.
  for (std::size_t i = w.begin, length = 1; i < w.end; i += length) {
    if (i < at) marked = pieces.size() + 1;
    if (i < span_end) marked_end = pieces.size() + 1;
    pieces.push_back(piece_at(text, i, length));
  }
  marked_end = std::max(marked, marked_end);

  // At most two thirds of the width before the span, the rest behind it.
  std::size_t first = 0;
  bool cut_left = w.cut_left;
  std::size_t before = cells_of(pieces, 0, marked);
  const bool too_long = cells_of(pieces, 0, pieces.size()) > excerpt_cells_max;
  while (too_long && before > excerpt_cells_max / 2 && first < marked) {
    before -= pieces[first++].cells;
    cut_left = true;
  }
  Excerpt excerpt;
  std::size_t cells = 0;
  if (cut_left) {
    excerpt.text = "...";
    cells = 3;
  }
  excerpt.first_cell = cells + before;
  std::size_t last = first;
  while (last < pieces.size() &&
         (!too_long || cells + pieces[last].cells <= excerpt_cells_max)) {
    cells += pieces[last].cells;
    excerpt.text += pieces[last++].text;
  }
  if (last < pieces.size() || w.cut_right) excerpt.text += "...";
  excerpt.cells = std::max<std::size_t>(
      1, cells_of(pieces, marked, std::min(marked_end, last)));
  return excerpt;
}

}  // namespace onething::diag
