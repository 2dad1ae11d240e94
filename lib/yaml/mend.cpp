// SPDX-License-Identifier: Apache-2.0

#include "yaml/mend.h"

#include "onething/text.h"
#include "yaml/spelling.h"

namespace onething::yaml {

namespace {

constexpr std::size_t kQuotedCells = 40;

// One line, from the left: indentation, dashes, a key, its colon, the value.
class LineMend {
 public:
  LineMend(Reading& reading, Range line, bool in_brackets, Findings& out)
      : reading_(reading),
        text_(std::string_view(reading.text).substr(0, line.end)),
        at_(line.begin),
        in_brackets_(in_brackets),
        out_(out) {}

  void run() {
    skip_spaces();
    mend_indentation();
    const bool is_dash_missing = mend_bullet();
    while (!is_dash_missing && rest().starts_with("- ")) {
      at_ += 2;
      skip_spaces();
    }
    mend_key();
    mend_value();
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  Diagnostic at(const Code& code, Range range, Message found, Message expected,
                Message help, std::string replacement) {
    const Span span = reading_.places.span(range);
    Diagnostic d = diagnose(code, span, std::move(found), std::move(expected),
                            std::move(help));
    d.edits.push_back({span, std::move(replacement)});
    return d;
  }

  void mend_indentation() {
    const std::size_t bytes = leading_wide_spaces(rest());
    if (bytes == 0) return;
    const std::size_t cells = bytes / kFullWidthSpace.size() * 2;
    add_space({at_, at_ + bytes}, std::string(cells, ' '));
    at_ += bytes;
    skip_spaces();
  }

  bool mend_bullet() {
    const std::size_t bytes = leading_bullet(rest());
    if (bytes == 0 || at_ + bytes >= text_.size()) return false;
    const bool has_space = text_[at_ + bytes] == ' ';
    const bool is_wide_minus = rest().starts_with("\xEF\xBC\x8D");
    if (!has_space && !is_wide_minus) return false;
    out_.add(at(codes::full_width_dash, {at_, at_ + bytes}, {"yaml.dash", {}},
                {"yaml.dash.expected", {}}, {"yaml.dash.help", {}},
                has_space ? "-" : "- "));
    out_.patches.push_back({at_, bytes == 3 ? "-  " : "- "});
    at_ += bytes;
    skip_spaces();
    return true;
  }

  void mend_key() {
    const std::size_t word = leading_word(rest());
    if (word == 0) return;
    const std::string key = shorten(rest().substr(0, word), kQuotedCells);
    const std::size_t colon = at_ + word;
    if (text_.substr(colon).starts_with(kFullWidthColon)) {
      const std::size_t end = colon + kFullWidthColon.size();
      const bool needs_space = end < text_.size() && text_[end] != ' ';
      out_.add(at(codes::full_width_colon, {colon, end},
                  {"yaml.colon", {{"key", key}}}, {"yaml.colon.expected", {}},
                  {"yaml.colon.help", {{"key", key}}},
                  needs_space ? ": " : ":"));
      out_.patches.push_back({colon, ":  "});
      at_ = end;
      return skip_spaces();
    }
    if (!text_.substr(colon).starts_with(':')) return;
    at_ = colon + 1;
    const std::size_t wide = leading_wide_spaces(rest());
    if (wide > 0) add_space({at_, at_ + wide}, " ");
    at_ += wide;
    skip_spaces();
  }

  void add_space(Range range, std::string replacement) {
    out_.add(at(codes::full_width_space, range, {"yaml.space", {}},
                {"yaml.space.expected", {}}, {"yaml.space.help", {}},
                std::move(replacement)));
    for (std::size_t i = range.begin; i < range.end; ++i)
      out_.patches.push_back({i, " "});
  }

  void mend_value() {
    if (mend_quotes()) return;
    int depth = in_brackets_ ? 1 : 0;
    char quote = '\0';
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (quote != '\0') {
        if (c == '\\' && quote == '"') ++at_;
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == '{') {
        ++depth;
      } else if (c == ']' || c == '}') {
        --depth;
      } else if (c == '#' && at_ > 0 && text_[at_ - 1] == ' ') {
        return;
      } else if (mend_sign(depth)) {
        continue;
      }
      ++at_;
    }
  }

  // At any byte outside of quotes. True if it has moved on.
  bool mend_sign(int depth) {
    const std::size_t wide = leading_wide_spaces(rest());
    if (wide > 0) {
      const std::string_view behind = text_.substr(at_ + wide);
      if (behind.empty() || behind[0] == '#' || depth > 0)
        add_space({at_, at_ + wide}, behind.empty() ? "" : " ");
      at_ += wide;
      return true;
    }
    if (depth <= 0 || !rest().starts_with(kFullWidthComma)) return false;
    const std::size_t end = at_ + kFullWidthComma.size();
    out_.add(at(codes::full_width_comma, {at_, end}, {"yaml.comma", {}},
                {"yaml.comma.expected", {}}, {"yaml.comma.help", {}}, ", "));
    out_.patches.push_back({at_, ",  "});
    at_ = end;
    return true;
  }

  bool mend_quotes() {
    std::string_view value = rest();
    while (value.ends_with(' ')) value.remove_suffix(1);
    const std::size_t width = kLeftQuote.size();
    if (value.size() < 2 * width || !value.starts_with(kLeftQuote) ||
        !value.ends_with(kRightQuote))
      return false;
    const std::string_view inner =
        value.substr(width, value.size() - 2 * width);
    if (inner.find(kLeftQuote) != std::string_view::npos ||
        inner.find_first_of("\"\\") != std::string_view::npos)
      return false;
    const std::string mended = quoted(inner);
    out_.add(at(codes::curly_quotes, {at_, at_ + value.size()},
                {"yaml.curly", {{"text", shorten(value, kQuotedCells)}}},
                {"yaml.curly.expected", {}},
                {"yaml.curly.help",
                 {{"text", shorten(mended, kQuotedCells)},
                  {"kept", shorten(quoted(value), kQuotedCells)}}},
                mended));
    out_.patches.push_back({at_, "  \""});
    out_.patches.push_back({at_ + value.size() - width, "\"  "});
    return true;
  }

  Reading& reading_;
  std::string_view text_;
  std::size_t at_;
  bool in_brackets_;
  Findings& out_;
};

// The line with `at`, within the block.
Range line_of(std::string_view text, Range block, std::size_t at) {
  at = std::min(at, block.end);
  std::size_t begin = at;
  while (begin > block.begin && text[begin - 1] != '\n') --begin;
  return {begin, std::min(text.find('\n', at), block.end)};
}

// The first line from `at` that holds more than spaces and a comment.
Range content_line(std::string_view text, Range block, std::size_t at) {
  while (at < block.end) {
    const Range line = line_of(text, block, at);
    const std::size_t first = text.find_first_not_of(' ', line.begin);
    if (first < line.end && text[first] != '#') return line;
    at = line.end + 1;
  }
  return {block.end, block.end};
}

}  // namespace

Findings mend_block(Reading& reading, const FailedBlock& block) {
  Findings out;
  const std::string_view text = reading.text;
  const Range first = content_line(text, block.range, block.range.begin);
  const Range failed = content_line(
      text, block.range, line_of(text, block.range, block.error.byte).begin);
  const Range next = content_line(text, block.range, failed.end + 1);
  const bool in_brackets = block.innermost.end > block.innermost.begin;
  LineMend(reading, first, false, out).run();
  if (failed.begin != first.begin)
    LineMend(reading, failed, in_brackets, out).run();
  if (out.patches.empty() && next.begin < next.end)
    LineMend(reading, next, in_brackets, out).run();
  return out;
}

}  // namespace onething::yaml
