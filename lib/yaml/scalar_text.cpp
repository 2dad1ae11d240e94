// SPDX-License-Identifier: Apache-2.0

#include "yaml/scalar_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace onething::yaml {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }

class Output {
 public:
  explicit Output(Origins origins) : keeps_origins_(origins == Origins::kept) {}

  void add(char c, std::size_t from) {
    out_.text += c;
    if (keeps_origins_) out_.origin.push_back(from);
  }
  void add(std::string_view bytes, std::size_t from) {
    for (const char c : bytes) add(c, from);
  }
  // Bytes that stand in the file as they are.
  void copy(std::string_view raw, std::size_t begin, std::size_t end) {
    out_.text += raw.substr(begin, end - begin);
    if (!keeps_origins_) return;
    for (std::size_t i = begin; i < end; ++i) out_.origin.push_back(i);
  }

  void note_surrogate() { out_.has_surrogate = true; }

  DecodedText take() { return std::move(out_); }

 private:
  DecodedText out_;
  bool keeps_origins_;
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
class FlowDecoder {
 public:
  FlowDecoder(std::string_view raw, Style style, Origins origins)
      : raw_(raw), style_(style), out_(origins) {}

  DecodedText run() {
    while (at_ < raw_.size()) step();
    return out_.take();
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
    const std::size_t end =
        std::min(raw_.find_first_of(" \t\r\n\\'", at_ + 1), raw_.size());
    out_.copy(raw_, at_, end);
    at_ = end;
  }

  void white_space() {
    std::size_t end = at_;
    std::size_t first_break = raw_.size();
    std::size_t breaks = 0;
    for (; end < raw_.size() && (is_space(raw_[end]) || is_break(raw_[end]));
         ++end)
      if (raw_[end] == '\n' && breaks++ == 0) first_break = end;
    if (breaks == 0) out_.copy(raw_, at_, end);
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
    if (point >= 0xD800 && point < 0xE000) return out_.note_surrogate();
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
  Output out_;
};

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The line from `begin` on, without its end. `next` is where another begins.
Line line_at(std::string_view text, std::size_t begin, std::size_t& next) {
  std::size_t end = std::min(text.find('\n', begin), text.size());
  next = std::min(end + 1, text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  return {begin, end};
}

std::size_t indent_of(std::string_view text, Line line) {
  const std::string_view whole = text.substr(line.begin, line.end - line.begin);
  return std::min(whole.find_first_not_of(' '), whole.size());
}

bool is_marker(std::string_view line) {
  return (line.starts_with("---") || line.starts_with("...")) &&
         (line.size() == 3 || line[3] == ' ');
}

// What the sign of a block scalar is followed by: `|2-`.
struct Header {
  char chomping = '\0';
  std::size_t indent = 0;  // As written; 0 if it is not.
};

Header header_of(std::string_view line) {
  Header header;
  for (const char c : line.substr(1)) {
    if (c == '+' || c == '-')
      header.chomping = c;
    else if (c >= '1' && c <= '9')
      header.indent = static_cast<std::size_t>(c - '0');
    else
      break;
  }
  return header;
}

std::string chomped(std::string text, char chomping) {
  if (chomping == '+') return text;
  const std::size_t last = text.find_last_not_of('\n');
  const std::size_t content = last == std::string::npos ? 0 : last + 1;
  // As if the file ended in a line end, which nobody sees.
  text.resize(content);
  if (content > 0 && chomping == '\0') text += '\n';
  return text;
}

}  // namespace

DecodedText flow_text(std::string_view raw, Style style, Origins origins) {
  return FlowDecoder(raw, style, origins).run();
}

DecodedText block_text(std::string_view lines, Style style, std::size_t indent,
                       Origins origins) {
  Output out(origins);
  std::size_t breaks = 0;
  std::size_t break_at = 0;
  bool has_content = false;
  bool was_indented = false;
  for (std::size_t next = 0; next < lines.size();) {
    const Line line = line_at(lines, next, next);
    const std::size_t begin = std::min(line.begin + indent, line.end);
    if (begin < line.end) {
      const bool is_indented = is_space(lines[begin]);
      const bool folds = style == Style::folded && has_content &&
                         !is_indented && !was_indented;
      if (folds && breaks == 1) out.add(' ', break_at);
      const std::size_t kept = folds ? breaks - 1 : breaks;
      for (std::size_t i = 0; i < kept; ++i) out.add('\n', break_at);
      out.copy(lines, begin, line.end);
      has_content = true;
      was_indented = is_indented;
      breaks = 0;
    }
    if (line.end < lines.size()) ++breaks;
    break_at = line.end;
  }
  for (std::size_t i = 0; i < breaks; ++i) out.add('\n', break_at);
  return out.take();
}

BlockScalar read_block_scalar(std::string_view text, std::size_t sign,
                              int parent) {
  std::size_t next = 0;
  const Line first = line_at(text, sign, next);
  const Header header =
      header_of(text.substr(first.begin, first.end - first.begin));
  const auto outer = static_cast<std::size_t>(std::max(parent, 0));
  bool is_known = header.indent > 0;
  // Until a line says how far the text is indented, all of them are blank.
  std::size_t indent = is_known ? outer + header.indent : text.size();
  BlockScalar block;
  block.begin = block.end = next;
  while (next < text.size()) {
    const Line line = line_at(text, next, next);
    const std::size_t spaces = indent_of(text, line);
    if (spaces < line.end - line.begin) {
      if (spaces == 0 && is_marker(text.substr(line.begin, 4))) break;
      if (!is_known && static_cast<int>(spaces) <= parent) break;
      if (!is_known) indent = spaces;
      is_known = true;
      if (spaces < indent) break;
    }
    block.end = next;
  }
  const Style style = text[sign] == '>' ? Style::folded : Style::literal;
  block.text =
      chomped(block_text(text.substr(block.begin, block.end - block.begin),
                         style, indent, Origins::dropped)
                  .text,
              header.chomping);
  return block;
}

}  // namespace onething::yaml
