// SPDX-License-Identifier: Apache-2.0

#include "yaml/prescan.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/format.h"
#include "yaml/encoding.h"
#include "yaml/spelling.h"

namespace onething::yaml {

namespace {

// Position in bytes that need not be UTF-8 as a whole.
Span place_of(std::uint32_t file, std::string_view bytes, std::size_t at) {
  Position p;
  for (std::size_t i = 0; i < at; ++i) {
    if (bytes[i] == '\n') {
      ++p.line;
      p.column = 1;
    } else if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) {
      ++p.column;
    }
  }
  p.byte = static_cast<std::uint32_t>(at);
  Position end = p;
  if (at < bytes.size()) ++end.byte, ++end.column;
  return {file, p, end};
}

Message found_encoding(const EncodingGuess& guess) {
  switch (guess.encoding) {
    case Encoding::gb18030:
      return {"yaml.encoding.gb18030", {{"sample", guess.sample}}};
    case Encoding::utf16:
      return {"yaml.encoding.utf16", {{"sample", guess.sample}}};
    case Encoding::utf32:
      return {"yaml.encoding.utf32", {{"sample", guess.sample}}};
    case Encoding::damaged_utf8:
      return {"yaml.encoding.damaged", {}};
    case Encoding::utf8:
    case Encoding::unknown:
      break;
  }
  return {"yaml.encoding.unknown", {}};
}

Message help_encoding(Encoding encoding) {
  if (encoding == Encoding::gb18030) return {"yaml.encoding.gb18030.help", {}};
  if (encoding == Encoding::damaged_utf8)
    return {"yaml.encoding.damaged.help", {}};
  return {"yaml.encoding.help", {}};
}

enum class Refused { nothing, tab, control, bidi, mark };

struct Character {
  Refused why = Refused::nothing;
  std::size_t bytes = 1;
  unsigned number = 0;
};

// Bytes that begin something worth a closer look.
constexpr std::array<bool, 256> kSuspicious = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = i != '\n';
  for (const std::size_t i : {0x7F, 0xC2, 0xD8, 0xE2, 0xEF}) table[i] = true;
  return table;
}();

// Over eight bytes at a time while they are printable ASCII on one line.
std::size_t skip_printable(std::string_view s, std::size_t i) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  for (; i + 8 <= s.size(); i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, s.data() + i, 8);
    const std::uint64_t refused =
        eight | (eight - 0x20 * ones) | (eight + ones);
    // The first byte that stands out is exact; borrows only go on from it.
    if (const std::uint64_t first = refused & (0x80 * ones); first != 0)
      return std::endian::native == std::endian::little
                 ? i + static_cast<std::size_t>(std::countr_zero(first)) / 8
                 : i;
  }
  return i;
}

// `s` is valid UTF-8 and s[i] is suspicious.
Character look_at(std::string_view s, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return i + k < s.size() ? static_cast<unsigned char>(s[i + k]) : 0U;
  };
  const unsigned lead = byte(0);
  if (lead == '\t') return {Refused::tab, 1, lead};
  if (lead < 0x80) return {Refused::control, 1, lead};
  if (lead == 0xC2)
    return {byte(1) < 0xA0 ? Refused::control : Refused::nothing, 2, byte(1)};
  if (lead == 0xD8)
    return {byte(1) == 0x9C ? Refused::bidi : Refused::nothing, 2, 0x61C};
  const unsigned number =
      ((lead & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
  if (number == 0x200E || number == 0x200F ||
      (number >= 0x202A && number <= 0x202E) ||
      (number >= 0x2066 && number <= 0x2069))
    return {Refused::bidi, 3, number};
  if (number == 0x2028 || number == 0x2029 || number >= 0xFFFE)
    return {Refused::control, 3, number};
  if (number == 0xFEFF) return {Refused::mark, 3, number};
  return {Refused::nothing, 3, number};
}

class CharacterScan {
 public:
  explicit CharacterScan(Reading& reading) : reading_(reading) {}

  Diagnostics run() {
    const std::string_view text = reading_.places.text();
    for (std::size_t i = 0; i < text.size();) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (!kSuspicious[byte]) {
        const bool has_three = byte >= 0xE0 && byte < 0xF0;
        i = byte < 0x80 ? skip_printable(text, i + 1) : i + (has_three ? 3 : 1);
        continue;
      }
      const Character c = look_at(text, i);
      i = c.why == Refused::nothing ? i + c.bytes : refuse(text, i, c);
    }
    return std::move(diagnostics_);
  }

 private:
  // A run of the same character is one mistake. Returns where it ends.
  std::size_t refuse(std::string_view text, std::size_t begin,
                     const Character& c) {
    std::size_t end = begin + c.bytes;
    const std::string_view one = text.substr(begin, c.bytes);
    while (text.substr(end).starts_with(one)) end += c.bytes;
    reading_.marred.push_back(begin);
    reading_.text.replace(begin, end - begin, end - begin, ' ');
    if (diagnostics_.size() > limits::diagnostics_max) return end;
    diagnostics_.push_back(describe(text, {begin, end}, c));
    return end;
  }

  Diagnostic describe(std::string_view text, Range range, const Character& c) {
    const Span span = reading_.places.span(range);
    const std::string name = format("U+{:04X}", c.number);
    if (c.why == Refused::tab) {
      Diagnostic d = diagnose(codes::tab, span, {"yaml.tab", {}},
                              {"yaml.tab.expected", {}}, {"yaml.tab.help", {}});
      const bool is_indentation =
          range.begin == 0 || text[range.begin - 1] == '\n';
      const std::size_t tabs = range.end - range.begin;
      d.edits.push_back(
          {span, std::string(is_indentation ? 2 * tabs : 1, ' ')});
      return d;
    }
    if (c.why == Refused::bidi)
      return with_removal(diagnose(
          codes::bidi_character, span, {"yaml.bidi", {{"character", name}}},
          {"yaml.remove.expected", {}}, {"yaml.bidi.help", {}}));
    if (c.why == Refused::mark)
      return with_removal(diagnose(codes::invisible_character, span,
                                   {"yaml.invisible", {{"character", name}}},
                                   {"yaml.remove.expected", {}},
                                   {"yaml.invisible.help", {}}));
    return with_removal(diagnose(
        codes::control_character, span, {"yaml.control", {{"character", name}}},
        {"yaml.remove.expected", {}}, {"yaml.control.help", {}}));
  }

  static Diagnostic with_removal(Diagnostic d) {
    d.edits.push_back({d.span, ""});
    return d;
  }

  Reading& reading_;
  Diagnostics diagnostics_;
};

// Spaces that stand there or may come from a mend, and line ends: 0 for others.
std::size_t blank_bytes(std::string_view text, std::size_t at) {
  if (text[at] == ' ' || text[at] == '\n') return 1;
  return leading_wide_spaces(text.substr(at, kFullWidthSpace.size()));
}

// Runs of blank space that the parser takes quadratic time for. A run longer
// than a limit of n holds the byte at some multiple of n, so that few bytes are
// looked at.
class BlankScan {
 public:
  explicit BlankScan(Reading& reading)
      : reading_(reading), text_(reading.text) {}

  std::optional<Diagnostic> run() {
    static_assert(limits::blank_lines_max == limits::blank_spaces_max);
    for (std::size_t at = 0; at < text_.size();
         at = std::max(at + limits::blank_lines_max, seen_))
      if (may_be_blank(text_[at]))
        if (auto refused = look_around(at)) return refused;
    return std::nullopt;
  }

 private:
  static bool may_be_blank(char c) {
    return c == ' ' || c == '\n' || (static_cast<unsigned char>(c) & 0x80) != 0;
  }

  std::optional<Diagnostic> look_around(std::size_t at) {
    std::size_t begin = at;
    while (begin > seen_ && may_be_blank(text_[begin - 1])) --begin;
    Run lines{begin, 0};
    Run spaces{begin, 0};
    for (std::size_t i = begin; i < text_.size(); i = seen_) {
      const std::size_t bytes = blank_bytes(text_, i);
      if (bytes == 0 && i > at) break;
      seen_ = i + std::max<std::size_t>(bytes, 1);
      if (bytes == 0) {
        lines = spaces = {seen_, 0};
      } else if (text_[i] != '\n') {
        ++spaces.length;
      } else {
        ++lines.length;
        spaces = {seen_, 0};
      }
      // The first line end closes the line before the blank ones.
      if (lines.length > limits::blank_lines_max + 1)
        return refuse(lines.begin, {"yaml.blank_lines", limit()});
      if (spaces.length > limits::blank_spaces_max)
        return refuse(spaces.begin, {"yaml.blank_spaces", limit()});
    }
    return std::nullopt;
  }

  static std::vector<Arg> limit() {
    return {{"limit", std::to_string(limits::blank_lines_max)}};
  }

  Diagnostic refuse(std::size_t at, Message found) {
    return diagnose(codes::too_much_blank, reading_.places.span(at, at + 1),
                    std::move(found), {"yaml.blank.expected", {}},
                    {"yaml.blank.help", {}});
  }

  struct Run {
    std::size_t begin = 0;
    std::size_t length = 0;
  };

  Reading& reading_;
  std::string_view text_;
  std::size_t seen_ = 0;  // Where looking has come to.
};

bool is_marker(std::string_view line, std::string_view marker) {
  return !line.empty() && line[0] == marker[0] && line.starts_with(marker) &&
         (line.size() == marker.size() || line[marker.size()] == ' ');
}

// Markers stand at the very beginning of a line and count everywhere, even
// inside quotes and blocks of text; that is why lines are enough here.
Diagnostics scan_markers(Reading& reading) {
  Diagnostics found;
  bool has_content = false;
  bool has_ended = false;
  const std::string_view text = reading.places.text();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = reading.places.line_end(begin);
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t first = line.find_first_not_of(' ');
    const bool is_blank = first == std::string_view::npos || line[first] == '#';
    const bool is_start = is_marker(line, "---");
    if ((is_start && has_content) || (has_ended && !is_blank)) {
      found.push_back(diagnose(
          codes::second_document, reading.places.span(begin, end),
          {"yaml.second_document", {}}, {"yaml.second_document.expected", {}},
          {"yaml.second_document.help", {}}));
      reading.text.resize(begin);
      return found;
    }
    if (is_marker(line, "...")) {
      has_ended = true;
    } else if (line.starts_with('%') && !has_content) {
      found.push_back(
          diagnose(codes::directive, reading.places.span(begin, end),
                   {"yaml.directive", {}}, {"yaml.remove.expected", {}},
                   {"yaml.directive.help", {}}));
      reading.text[begin] = '#';
    } else if (!is_blank) {
      has_content = true;
    }
    begin = end + 1;
  }
  return found;
}

}  // namespace

std::optional<Diagnostic> refuse_bytes(std::uint32_t file,
                                       std::string_view bytes) {
  if (bytes.size() > limits::document_bytes_max)
    return diagnose(codes::file_too_large, place_of(file, bytes, 0),
                    {"yaml.file_too_large",
                     {{"size", std::to_string(bytes.size())},
                      {"limit", std::to_string(limits::document_bytes_max)}}},
                    {}, {"yaml.file_too_large.help", {}});
  const EncodingGuess guess = guess_encoding(bytes);
  if (guess.encoding == Encoding::utf8) return std::nullopt;
  return diagnose(codes::wrong_encoding, place_of(file, bytes, guess.byte),
                  found_encoding(guess), {"yaml.encoding.expected", {}},
                  help_encoding(guess.encoding));
}

Diagnostics prescan(Reading& reading) {
  Diagnostics found = CharacterScan(reading).run();
  Diagnostics markers = scan_markers(reading);
  found.insert(found.end(), std::make_move_iterator(markers.begin()),
               std::make_move_iterator(markers.end()));
  if (auto refused = BlankScan(reading).run()) {
    found.push_back(std::move(*refused));
    reading.text.clear();
  }
  return found;
}

}  // namespace onething::yaml
