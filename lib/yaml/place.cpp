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

namespace onething::yaml {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }

// Content with the origin of each of its bytes.
struct Traced {
  std::string text;
  std::vector<std::size_t> origin;

  void add(char c, std::size_t from) {
    text += c;
    origin.push_back(from);
  }
  void add(std::string_view bytes, std::size_t from) {
    for (const char c : bytes) add(c, from);
  }
};

std::string utf8_of(std::uint32_t c) {
  const auto byte = [](std::uint32_t value) {
    return static_cast<char>(value);
  };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | (c >> 6)), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000)
    return {byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)),
            byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F)),
          byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F))};
}

// Plain and quoted scalars: lines are folded, quotes and escapes resolved.
class FlowTracer {
 public:
  FlowTracer(std::string_view raw, Style style) : raw_(raw), style_(style) {}

  Traced run() {
    std::size_t end = raw_.size();
    if (style_ != Style::plain && raw_.size() >= 2) {
      at_ = 1;
      end = raw_.size() - 1;
    }
    raw_ = raw_.substr(0, end);
    while (at_ < raw_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = raw_[at_];
    if (is_space(c) || is_break(c)) return white_space();
    if (style_ == Style::single_quoted && c == '\'') {
      out_.add(c, at_);
      at_ += 2;
      return;
    }
    if (style_ == Style::double_quoted && c == '\\') return escape();
    out_.add(c, at_++);
  }

  void white_space() {
    std::size_t end = at_;
    std::size_t first_break = raw_.size();
    std::size_t breaks = 0;
    for (; end < raw_.size() && (is_space(raw_[end]) || is_break(raw_[end]));
         ++end)
      if (raw_[end] == '\n' && breaks++ == 0) first_break = end;
    if (breaks == 0)
      for (std::size_t i = at_; i < end; ++i) out_.add(raw_[i], i);
    if (breaks == 1) out_.add(' ', first_break);
    for (std::size_t i = 1; i < breaks; ++i) out_.add('\n', first_break);
    at_ = end;
  }

  void escape() {
    const std::size_t begin = at_;
    const char c = at_ + 1 < raw_.size() ? raw_[at_ + 1] : '\\';
    at_ += 2;
    if (is_break(c)) return escaped_break(begin);
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0) return out_.add(plain_escape(c), begin);
    std::uint32_t point = 0;
    for (std::size_t i = 0; i < digits && at_ < raw_.size(); ++i, ++at_) {
      const char d = raw_[at_];
      point = point * 16 + static_cast<std::uint32_t>(
                               d <= '9' ? d - '0' : (d | 32) - 'a' + 10);
    }
    out_.add(utf8_of(point), begin);
  }

  void escaped_break(std::size_t begin) {
    if (raw_[at_ - 1] == '\r' && at_ < raw_.size() && raw_[at_] == '\n') ++at_;
    for (; at_ < raw_.size() && (is_space(raw_[at_]) || is_break(raw_[at_]));
         ++at_)
      if (raw_[at_] == '\n') out_.add('\n', begin);
  }

  static std::string plain_escape(char c) {
    switch (c) {
      case '0':
        return std::string(1, '\0');
      case 'a':
        return "\a";
      case 'b':
        return "\b";
      case 't':
        return "\t";
      case 'n':
        return "\n";
      case 'v':
        return "\v";
      case 'f':
        return "\f";
      case 'r':
        return "\r";
      case 'e':
        return "\x1b";
      case 'N':
        return "\xC2\x85";
      case '_':
        return "\xC2\xA0";
      case 'L':
        return "\xE2\x80\xA8";
      case 'P':
        return "\xE2\x80\xA9";
      default:
        return {c};
    }
  }

  std::string_view raw_;
  Style style_;
  std::size_t at_ = 0;
  Traced out_;
};

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The lines under the header of a block scalar.
std::vector<Line> block_lines(std::string_view raw) {
  std::vector<Line> lines;
  std::size_t at = raw.find('\n');
  while (at != std::string_view::npos && at < raw.size()) {
    const std::size_t begin = at + 1;
    at = raw.find('\n', begin);
    std::size_t end = std::min(at, raw.size());
    if (end > begin && raw[end - 1] == '\r') --end;
    lines.push_back({begin, end});
  }
  return lines;
}

// Without the line feeds at the very end, which differ by the header's sign.
Traced trace_block(std::string_view raw, Style style, std::size_t indent) {
  Traced out;
  std::size_t breaks = 0;
  std::size_t break_at = 0;
  bool has_content = false;
  bool was_indented = false;
  for (const Line& line : block_lines(raw)) {
    const std::size_t begin = std::min(line.begin + indent, line.end);
    if (begin < line.end) {
      const bool is_indented = is_space(raw[begin]);
      const bool folds = style == Style::folded && has_content &&
                         !is_indented && !was_indented;
      if (folds && breaks == 1) out.add(' ', break_at);
      const std::size_t kept = folds ? breaks - 1 : breaks;
      for (std::size_t i = 0; i < kept; ++i) out.add('\n', break_at);
      for (std::size_t i = begin; i < line.end; ++i) out.add(raw[i], i);
      has_content = true;
      was_indented = is_indented;
      breaks = 0;
    }
    ++breaks;
    break_at = line.end;
  }
  return out;
}

std::string_view without_final_breaks(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

Traced trace_any_block(std::string_view raw, const Node& scalar) {
  std::size_t widest = 0;
  for (const Line& line : block_lines(raw)) {
    std::size_t spaces = 0;
    while (line.begin + spaces < line.end && raw[line.begin + spaces] == ' ')
      ++spaces;
    widest = std::max(widest, spaces);
  }
  const std::string_view wanted = without_final_breaks(scalar.text);
  for (std::size_t indent = widest;; --indent) {
    Traced traced = trace_block(raw, scalar.style, indent);
    if (without_final_breaks(traced.text) == wanted) {
      while (traced.text.size() < scalar.text.size())
        traced.add('\n', raw.size());
      return traced;
    }
    if (indent == 0) return {};
  }
}

// Whether none of eight bytes is a line feed or part of a longer character.
bool is_simple(const char* bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  const std::uint64_t breaks = eight ^ ('\n' * ones);
  return ((((breaks - ones) & ~breaks) | eight) & (0x80 * ones)) == 0;
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
std::size_t end_of_origin(std::string_view raw, const Traced& traced,
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
  const bool fits = scalar.style != Style::literal &&
                    scalar.style != Style::folded &&
                    raw.size() == scalar.text.size() + 2 * quote &&
                    raw.substr(quote, scalar.text.size()) == scalar.text;
  return fits ? quote : std::string_view::npos;
}

// The place of raw[first, last), where `scalar` begins with `raw`.
Span span_of(const Node& scalar, std::string_view raw, std::size_t first,
             std::size_t last) {
  const Position start = advance(scalar.span.begin, raw.substr(0, first));
  return {scalar.span.file, start,
          advance(start, raw.substr(first, last - first))};
}

Traced trace(std::string_view raw, const Node& scalar) {
  const bool is_block =
      scalar.style == Style::literal || scalar.style == Style::folded;
  Traced traced = is_block ? trace_any_block(raw, scalar)
                           : FlowTracer(raw, scalar.style).run();
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
  const Traced traced = trace(raw, scalar);
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
  const Traced traced = trace(raw, scalar);
  // Characters that reading has put right make the two differ: then the whole
  // scalar is the narrowest honest answer.
  if (traced.text != scalar.text) return scalar.span;
  const std::size_t first = traced.origin[begin];
  const std::size_t last =
      end == begin ? first : end_of_origin(raw, traced, end - 1, scalar.style);
  return span_of(scalar, raw, first, last);
}

}  // namespace onething::yaml
