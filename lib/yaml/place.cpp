// SPDX-License-Identifier: Apache-2.0
//
// Where a byte of a scalar's content came from. The scalar is read once more
// from the file, keeping the origin of every byte, unless the content stands in
// the file as it is, which is nearly always so.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "yaml/node.h"
#include "yaml/scalar_text.h"

namespace onething::yaml {

namespace {

std::string_view without_final_breaks(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

// How far the first line that says something is indented; 0 without one.
std::size_t first_indent(std::string_view lines) {
  std::size_t spaces = 0;
  for (const char c : lines) {
    if (c != ' ' && c != '\n' && c != '\r') return spaces;
    spaces = c == ' ' ? spaces + 1 : 0;
  }
  return 0;
}

DecodedText trace_block(std::string_view raw, const Node& scalar) {
  const std::size_t header = std::min(raw.find('\n'), raw.size() - 1);
  const std::string_view lines = raw.substr(header + 1);
  const std::size_t written = first_indent(lines);
  const std::size_t kept = first_indent(scalar.text);
  DecodedText traced = block_text(
      lines, scalar.style, written - std::min(kept, written), Origins::kept);
  for (std::size_t& origin : traced.origin) origin += header + 1;
  if (without_final_breaks(traced.text) != without_final_breaks(scalar.text))
    return {};
  traced.text.resize(std::min(traced.text.size(), scalar.text.size()));
  traced.origin.resize(traced.text.size());
  while (traced.text.size() < scalar.text.size()) {
    traced.text += '\n';
    traced.origin.push_back(raw.size());
  }
  return traced;
}

DecodedText trace_flow(std::string_view raw, Style style) {
  const std::size_t quote = style != Style::plain && raw.size() >= 2 ? 1 : 0;
  DecodedText traced = flow_text(raw.substr(quote, raw.size() - 2 * quote),
                                 style, Origins::kept);
  for (std::size_t& origin : traced.origin) origin += quote;
  return traced;
}

// Whether none of eight bytes is a line feed or part of a longer character.
bool is_simple(const char* bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  const std::uint64_t breaks = eight ^ ('\n' * ones);
  return ((((breaks - ones) & ~breaks) | eight) & (0x80 * ones)) == 0;
}

Position columns_on(Position p, std::size_t columns) {
  p.byte += static_cast<std::uint32_t>(columns);
  p.column += static_cast<std::uint32_t>(columns);
  return p;
}

Position advance(Position p, std::string_view bytes) {
  while (bytes.size() >= 8 && is_simple(bytes.data())) {
    p.byte += 8;
    p.column += 8;
    bytes.remove_prefix(8);
  }
  for (const char c : bytes) {
    ++p.byte;
    if (c == '\n') {
      ++p.line;
      p.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++p.column;
    }
  }
  return p;
}

std::size_t end_of_character(std::string_view raw, std::size_t at) {
  if (at >= raw.size()) return raw.size();
  ++at;
  while (at < raw.size() &&
         (static_cast<unsigned char>(raw[at]) & 0xC0) == 0x80)
    ++at;
  return at;
}

// Where that which gave byte `index` of the content ends: a character, or a
// whole escape, which may give several bytes.
std::size_t end_of_origin(std::string_view raw, const DecodedText& traced,
                          std::size_t index, Style style) {
  const std::size_t origin = traced.origin[index];
  if (origin >= raw.size()) return raw.size();
  if (style == Style::single_quoted && raw[origin] == '\'') return origin + 2;
  if (style != Style::double_quoted || raw[origin] != '\\')
    return end_of_character(raw, origin);
  while (traced.origin[index] == origin) ++index;
  return traced.origin[index];
}

// Where the content begins in `raw` when it stands there byte by byte, or npos.
std::size_t verbatim_at(std::string_view raw, const Node& scalar) {
  const std::size_t quote = scalar.style == Style::plain ? 0 : 1;
  const bool fits = !is_block(scalar.style) &&
                    raw.size() == scalar.text.size() + 2 * quote &&
                    raw.substr(quote, scalar.text.size()) == scalar.text;
  return fits ? quote : std::string_view::npos;
}

// Whether what stands there is on one line, and a column for each byte.
bool has_columns_like_bytes(const Span& span) {
  return span.begin.line == span.end.line &&
         span.end.column - span.begin.column == span.end.byte - span.begin.byte;
}

// The place of raw[first, last), where `scalar` begins with `raw`.
Span span_of(const Node& scalar, std::string_view raw, std::size_t first,
             std::size_t last) {
  if (has_columns_like_bytes(scalar.span))
    return {scalar.span.file, columns_on(scalar.span.begin, first),
            columns_on(scalar.span.begin, last)};
  const Position start = advance(scalar.span.begin, raw.substr(0, first));
  return {scalar.span.file, start,
          advance(start, raw.substr(first, last - first))};
}

DecodedText trace(std::string_view raw, const Node& scalar) {
  DecodedText traced = is_block(scalar.style) ? trace_block(raw, scalar)
                                              : trace_flow(raw, scalar.style);
  const bool is_quoted = scalar.style == Style::single_quoted ||
                         scalar.style == Style::double_quoted;
  traced.origin.push_back(is_quoted ? raw.size() - 1 : raw.size());
  return traced;
}

}  // namespace

std::vector<Position> places_of(const Node& scalar, const Sources& sources) {
  const std::string_view file = sources.files[scalar.span.file].text;
  const std::size_t from = scalar.span.begin.byte;
  const std::string_view raw = file.substr(from, scalar.span.end.byte - from);
  if (verbatim_at(raw, scalar) != std::string_view::npos) return {};
  const DecodedText traced = trace(raw, scalar);
  std::vector<Position> places(scalar.text.size() + 1, scalar.span.begin);
  places.back() = scalar.span.end;
  if (traced.text != scalar.text) return places;
  Position at = scalar.span.begin;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t origin = std::max(traced.origin[i], seen);
    at = advance(at, raw.substr(seen, origin - seen));
    seen = origin;
    places[i] = at;
  }
  return places;
}

Span place_within(const Node& scalar, const Sources& sources, std::size_t begin,
                  std::size_t end) {
  if (!scalar.is_scalar() || scalar.span.file >= sources.files.size())
    return scalar.span;
  const std::string_view file = sources.files[scalar.span.file].text;
  const std::size_t from = scalar.span.begin.byte;
  const std::size_t to = scalar.span.end.byte;
  if (from > to || to > file.size()) return scalar.span;
  const std::string_view raw = file.substr(from, to - from);
  begin = std::min(begin, scalar.text.size());
  end = std::clamp(end, begin, scalar.text.size());
  const std::size_t content = verbatim_at(raw, scalar);
  if (content != std::string_view::npos)
    return span_of(scalar, raw, content + begin,
                   end == begin ? content + begin
                                : end_of_character(raw, content + end - 1));
  const DecodedText traced = trace(raw, scalar);
  // Characters that reading has put right make the two differ: then the whole
  // scalar is the narrowest honest answer.
  if (traced.text != scalar.text) return scalar.span;
  const std::size_t first = traced.origin[begin];
  const std::size_t last =
      end == begin ? first : end_of_origin(raw, traced, end - 1, scalar.style);
  return span_of(scalar, raw, first, last);
}

}  // namespace onething::yaml
