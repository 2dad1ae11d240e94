// SPDX-License-Identifier: Apache-2.0

#include "yaml/mend.h"

#include "yaml/mistyping.h"
#include "yaml/spelling.h"

namespace onething::yaml {

namespace {

// One line, from the left: indentation, dashes, a key, its colon, the value.
class LineMend {
 public:
  LineMend(Reading& reading, Range line, std::string_view open_brackets,
           Findings& out)
      : reading_(reading),
        text_(std::string_view(reading.text).substr(0, line.end)),
        at_(line.begin),
        open_(open_brackets),
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
    out_.add(full_width_dash(reading_, {at_, at_ + bytes}));
    out_.patches.push_back({at_, bytes == 3 ? "-  " : "- "});
    at_ += bytes;
    skip_spaces();
    return true;
  }

  void mend_key() {
    const std::size_t word = leading_word(rest());
    if (word == 0) return;
    const std::string_view key = rest().substr(0, word);
    const std::size_t colon = at_ + word;
    if (text_.substr(colon).starts_with(kFullWidthColon)) {
      const std::size_t end = colon + kFullWidthColon.size();
      out_.add(full_width_colon(reading_, {colon, end}, key));
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
    out_.add(full_width_space(reading_, range, std::move(replacement)));
    for (std::size_t i = range.begin; i < range.end; ++i)
      out_.patches.push_back({i, " "});
  }

  void mend_value() {
    if (mend_quotes()) return;
    char quote = '\0';
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (quote != '\0') {
        if (c == '\\' && quote == '"') ++at_;
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == '{') {
        open_ += c;
      } else if (c == ']' || c == '}') {
        if (!open_.empty()) open_.pop_back();
      } else if (c == '#' && at_ > 0 && text_[at_ - 1] == ' ') {
        return;
      } else if (mend_space() || mend_comma()) {
        continue;
      }
      ++at_;
    }
  }

  // A wide space before a comment, at the end, or beside a sign in brackets.
  // True if it has moved on.
  bool mend_space() {
    const std::size_t wide = leading_wide_spaces(rest());
    if (wide == 0) return false;
    const std::string_view behind = text_.substr(at_ + wide);
    const bool is_by_sign =
        !open_.empty() && !behind.empty() &&
        (is_any_of(text_[at_ - 1], ",:[{") || is_any_of(behind[0], ",]}"));
    if (behind.empty() || behind[0] == '#' || is_by_sign)
      add_space({at_, at_ + wide}, behind.empty() ? "" : " ");
    at_ += wide;
    return true;
  }

  // A full-width comma between items of a list, or before the next key.
  bool mend_comma() {
    if (open_.empty() || !rest().starts_with(kFullWidthComma)) return false;
    const std::size_t end = at_ + kFullWidthComma.size();
    if (open_.back() == '[' || begins_with_key(text_.substr(end))) {
      out_.add(full_width_comma(reading_, {at_, end}));
      out_.patches.push_back({at_, ",  "});
    }
    at_ = end;
    return true;
  }

  static bool begins_with_key(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const std::string_view behind = text.substr(leading_word(text));
    return behind.size() < text.size() &&
           (behind.starts_with(": ") || behind.starts_with(kFullWidthColon));
  }

  static bool is_any_of(char c, std::string_view any) {
    return any.find(c) != std::string_view::npos;
  }

  bool mend_quotes() {
    std::string_view value = rest();
    while (value.ends_with(' ')) value.remove_suffix(1);
    // Inside of straight quotes these would have to be escaped: not certain.
    if (!is_in_curly_quotes(value) ||
        value.find_first_of("\"\\") != std::string_view::npos)
      return false;
    out_.add(curly_quotes(reading_, {at_, at_ + value.size()}));
    out_.patches.push_back({at_, "  \""});
    out_.patches.push_back({at_ + value.size() - kRightQuote.size(), "\"  "});
    return true;
  }

  Reading& reading_;
  std::string_view text_;
  std::size_t at_;
  std::string open_;  // The brackets around the place that is looked at.
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
  const std::string_view bracket = text.substr(
      block.innermost.begin, block.innermost.end - block.innermost.begin);
  LineMend(reading, first, "", out).run();
  if (failed.begin != first.begin)
    LineMend(reading, failed, bracket, out).run();
  if (out.patches.empty() && next.begin < next.end)
    LineMend(reading, next, bracket, out).run();
  return out;
}

}  // namespace onething::yaml
