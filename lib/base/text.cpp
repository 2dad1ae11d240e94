// SPDX-License-Identifier: Apache-2.0

#include "onething/text.h"

#include <algorithm>

#include "base/utf8.h"

namespace onething {

namespace {

using base::CodePoint;
using base::first_code_point;
using base::width;

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 0x20 && c < 0x7f; });
}

constexpr bool contains(std::u32string_view set, char32_t point) {
  return set.find(point) != std::u32string_view::npos;
}

// Chinese typesetting: these never begin a line, those never end one.
bool may_begin_line(char32_t point) {
  return !contains(U"，。、；：？！）】》」』〉”’…—％,.;:?!)]}%", point);
}
bool may_end_line(char32_t point) {
  return !contains(U"（【《「『〈“‘([{", point);
}

bool may_break_between(CodePoint left, CodePoint right) {
  if (width(left) < 2 && width(right) < 2) return false;
  return width(right) > 0 && may_end_line(left.value) &&
         may_begin_line(right.value);
}

// Where a line ends and the next one starts, in bytes.
struct Break {
  std::size_t end = 0;
  std::size_t next = 0;
};

// The last place at which `text` can be broken so that its first line fits.
Break find_break(std::string_view text, std::size_t cells) {
  Break best;
  CodePoint previous{U' ', 0, true};
  std::size_t used = 0;
  bool has_ink = false;
  for (std::size_t at = 0; at < text.size(); at += previous.length) {
    const CodePoint point = first_code_point(text.substr(at));
    const bool is_space = point.value == U' ';
    if (is_space && has_ink && previous.value != U' ')
      best = {at, at + 1};
    else if (is_space && has_ink)
      best.next = at + 1;
    else if (has_ink && may_break_between(previous, point))
      best = {at, at};
    used += width(point);
    if (used > cells && !is_space) {
      if (best.end == 0) best.end = best.next = std::max(at, point.length);
      return best;
    }
    has_ink = has_ink || !is_space;
    previous = point;
  }
  return {text.size(), text.size()};
}

std::string_view without_spaces_behind(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

void wrap_paragraph(std::string_view text, std::size_t cells,
                    std::vector<std::string>& lines) {
  do {
    const Break at = find_break(text, cells);
    lines.emplace_back(without_spaces_behind(text.substr(0, at.end)));
    text.remove_prefix(at.next);
  } while (!text.empty());
}

}  // namespace

std::size_t display_width(std::string_view text) {
  if (is_printable_ascii(text)) return text.size();
  std::size_t cells = 0;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    cells += width(point);
    text.remove_prefix(point.length);
  }
  return cells;
}

std::string pad(std::string_view text, std::size_t cells) {
  std::string out(text);
  const std::size_t used = display_width(text);
  if (used < cells) out.append(cells - used, ' ');
  return out;
}

std::string shorten(std::string_view text, std::size_t cells) {
  constexpr std::string_view dots = "...";
  if (display_width(text) <= cells) return std::string(text);
  if (cells <= dots.size()) return std::string(dots.substr(0, cells));
  const std::size_t room = cells - dots.size();
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = first_code_point(text.substr(at));
    if (used + width(point) > room) break;
    used += width(point);
    at += point.length;
  }
  std::string out(text.substr(0, at));
  out += dots;
  return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t cells) {
  std::vector<std::string> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    wrap_paragraph(text.substr(0, end), cells, lines);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_valid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = first_code_point(text.substr(at));
    if (!point.valid) return false;
    at += point.length;
  }
  return true;
}

}  // namespace onething
