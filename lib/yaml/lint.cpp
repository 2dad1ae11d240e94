// SPDX-License-Identifier: Apache-2.0

#include "yaml/lint.h"

#include <algorithm>

#include "onething/text.h"
#include "yaml/mistyping.h"
#include "yaml/spelling.h"

namespace onething::yaml {

namespace {

// One plain scalar under the eye of every rule.
class PlainLint {
 public:
  PlainLint(Reading& reading, const ScalarPlace& place, Findings& out)
      : reading_(reading),
        place_(place),
        begin_(place.range.begin),
        raw_(std::string_view(reading.text)
                 .substr(place.range.begin,
                         place.range.end - place.range.begin)),
        out_(out) {}

  void run() {
    if (raw_.empty()) return;
    check_readings();
    check_cut_formula();
    check_glued_dashes();
    if (!may_have_wide_sign(raw_)) return;
    check_spaces();
    check_invisible();
    if (check_quotes()) return;
    check_bullet();
    check_colon();
    check_commas();
  }

 private:
  Range range(std::size_t begin, std::size_t end) const {
    return {begin_ + begin, begin_ + end};
  }
  Span span(std::size_t begin, std::size_t end) {
    return reading_.places.span(range(begin, end));
  }

  void add(Diagnostic d, std::size_t begin, std::size_t end,
           std::string replacement) {
    d.edits.push_back({span(begin, end), std::move(replacement)});
    out_.add(std::move(d));
  }

  void patch(std::size_t at, std::string_view bytes) {
    out_.patches.push_back({begin_ + at, bytes});
  }

  void check_readings() {
    // Nearly every scalar is a longer word, and that has one reading.
    const char c = raw_[0];
    const bool is_number = (c >= '0' && c <= '9') || c == '-' || c == '+';
    if (!is_number && raw_.size() > 3) return;
    const TwoReadings why = two_readings(raw_);
    if (why == TwoReadings::no) return;
    const std::vector<Arg> args = {{"text", std::string(raw_)}};
    Message found = {"yaml.readings.truth", args};
    if (why == TwoReadings::octal) found.key = "yaml.readings.octal";
    if (why == TwoReadings::sixty) found.key = "yaml.readings.sixty";
    if (why == TwoReadings::underscore) found.key = "yaml.readings.underscore";
    if (why == TwoReadings::too_big) found.key = "yaml.readings.too_big";
    const std::string mended = quoted(raw_);
    add(diagnose(codes::two_readings, span(0, raw_.size()), std::move(found),
                 {"yaml.readings.expected", {}},
                 {"yaml.write.help", {{"text", mended}}}),
        0, raw_.size(), mended);
  }

  // {total: =max(a, b)} ends the formula at its comma, and `b)` becomes a key.
  void check_cut_formula() {
    if (!place_.in_brackets || place_.is_key || raw_[0] != '=') return;
    const auto opened = std::count(raw_.begin(), raw_.end(), '(');
    const auto closed = std::count(raw_.begin(), raw_.end(), ')');
    if (opened <= closed) return;
    out_.add(diagnose(codes::formula_cut_by_comma, span(0, raw_.size()),
                      {"yaml.formula_cut", {{"text", shortened()}}},
                      {"yaml.formula_cut.expected", {}},
                      {"yaml.formula_cut.help", {}}));
  }

  // `-a` over `-b`: two items that have become one text.
  void check_glued_dashes() {
    if (raw_[0] != '-' || !place_.is_on_own_line || place_.in_brackets) return;
    std::size_t lines = 0;
    for (std::size_t at = 0; at < raw_.size(); ++lines) {
      if (raw_.substr(at, 1) != "-") return;
      const std::size_t end = std::min(raw_.find('\n', at), raw_.size());
      at = std::min(raw_.find_first_not_of(" \n", end), raw_.size());
    }
    if (lines < 2) return;
    Diagnostic d = diagnose(
        codes::missing_space, span(0, 1), {"yaml.glued_dash", {}},
        {"yaml.missing_space.expected", {}}, {"yaml.glued_dash.help", {}});
    for (std::size_t at = 0; at < raw_.size();) {
      d.edits.push_back({span(at + 1, at + 1), " "});
      const std::size_t end = std::min(raw_.find('\n', at), raw_.size());
      at = std::min(raw_.find_first_not_of(" \n", end), raw_.size());
    }
    out_.add(std::move(d));
  }

  void check_spaces() {
    const std::size_t before = leading_wide_spaces(raw_);
    if (before > 0)
      add_space(0, before, std::string(indentation_for(before), ' '));
    if (before == raw_.size()) return;
    const std::size_t after = trailing_wide_spaces(raw_);
    if (after > 0) add_space(raw_.size() - after, raw_.size(), "");
    const std::size_t sign = raw_.find('#');
    if (sign == std::string_view::npos) return;
    const std::size_t bytes = trailing_wide_spaces(raw_.substr(0, sign));
    if (bytes > 0 && bytes < sign) add_space(sign - bytes, sign, " ");
  }

  // At the beginning of a line wide spaces were typed to indent it.
  std::size_t indentation_for(std::size_t bytes) const {
    return place_.is_on_own_line ? bytes / kFullWidthSpace.size() * 2 : 0;
  }

  void add_space(std::size_t begin, std::size_t end, std::string replacement) {
    out_.add(
        full_width_space(reading_, range(begin, end), std::move(replacement)));
    for (std::size_t i = begin; i < end; ++i) patch(i, " ");
  }

  void check_invisible() {
    for (std::size_t i = raw_.find('\xE2'); i < raw_.size();
         i = raw_.find('\xE2', i + 1)) {
      const std::size_t bytes = leading_invisible(raw_.substr(i));
      if (bytes == 0) continue;
      const bool is_at_edge = i == 0 || i + bytes == raw_.size();
      if (!place_.is_key && !is_at_edge) continue;
      add(diagnose(codes::invisible_character, span(i, i + bytes),
                   {"yaml.zero_width", {}}, {"yaml.remove.expected", {}},
                   {"yaml.invisible.help", {}}),
          i, i + bytes, "");
    }
  }

  bool check_quotes() {
    if (!is_in_curly_quotes(raw_)) return false;
    out_.add(curly_quotes(reading_, place_.range));
    return true;
  }

  void check_bullet() {
    const std::size_t bytes = leading_bullet(raw_);
    if (bytes == 0 || bytes >= raw_.size()) return;
    const bool has_space =
        raw_[bytes] == ' ' || leading_wide_spaces(raw_.substr(bytes)) > 0;
    const bool is_structural =
        place_.is_key || place_.is_on_own_line || place_.is_root;
    if (!has_space || !is_structural) return;
    out_.add(full_width_dash(reading_, range(0, bytes)));
    patch(0, bytes == 3 ? "-  " : "- ");
  }

  // A full-width colon behind what can only be a key: in the key itself, or
  // where the value that begins on a line of its own was to be a mapping.
  void check_colon() {
    const std::size_t word = leading_word(raw_);
    const bool follows_word =
        word > 0 && raw_.substr(word).starts_with(kFullWidthColon);
    if (place_.is_key) {
      const std::size_t at = raw_.find(kFullWidthColon);
      if (at != std::string_view::npos) add_colon(at);
      return;
    }
    if (!follows_word) return;
    const std::string_view rest = raw_.substr(word + kFullWidthColon.size());
    const bool is_identifier = is_ascii(raw_.substr(0, word));
    const bool ends_line = rest.empty() || rest[0] == '\n';
    const bool has_own_place =
        place_.is_on_own_line || (place_.in_list && !place_.in_brackets);
    if (place_.is_root || (has_own_place && is_identifier) ||
        (place_.is_on_own_line && ends_line && has_structure(rest)))
      add_colon(word);
  }

  // Whether one of the lines that follow looks like a list item or a key.
  static bool has_structure(std::string_view lines) {
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', at), lines.size());
      std::string_view line = lines.substr(at, end - at);
      line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
      if (line.starts_with("- ")) return true;
      const std::size_t word = leading_word(line);
      if (word > 0 && line.substr(word).starts_with(kFullWidthColon))
        return true;
      at = end + 1;
    }
    return false;
  }

  void add_colon(std::size_t at) {
    out_.add(full_width_colon(reading_, range(at, at + kFullWidthColon.size()),
                              raw_.substr(0, at)));
    patch(at, ":  ");
  }

  void check_commas() {
    if (!place_.in_list || !place_.in_brackets || place_.is_key) return;
    for (const std::string_view comma : {kFullWidthComma, kListComma})
      for (std::size_t at = raw_.find(comma); at != std::string_view::npos;
           at = raw_.find(comma, at + comma.size()))
        add_comma(at, at + comma.size());
  }

  void add_comma(std::size_t begin, std::size_t end) {
    out_.add(full_width_comma(reading_, range(begin, end)));
    patch(begin, ",  ");
  }

  std::string shortened() const { return shorten(raw_, kRepeatedCells); }

  Reading& reading_;
  const ScalarPlace& place_;
  std::size_t begin_;
  std::string_view raw_;
  Findings& out_;
};

}  // namespace

void lint_plain(Reading& reading, const ScalarPlace& place, Findings& out) {
  PlainLint(reading, place, out).run();
}

void lint_folded(Reading& reading, std::size_t indicator, Range range,
                 Findings& out) {
  const std::string_view text =
      std::string_view(reading.text).substr(0, range.end);
  for (std::size_t at = text.find('\n', range.begin);
       at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const std::size_t next = text.find_first_not_of(' ', at + 1);
    if (next == std::string_view::npos) return;
    if (!is_chinese_at(text.substr(next)) ||
        !ends_with_chinese(text.substr(0, at)))
      continue;
    const Span span = reading.places.span(indicator, indicator + 1);
    Diagnostic d =
        diagnose(codes::folded_chinese, span, {"yaml.folded", {}},
                 {"yaml.folded.expected", {}}, {"yaml.folded.help", {}});
    d.edits.push_back({span, "|"});
    out.add(std::move(d));
    return;
  }
}

void lint_missing_value(Reading& reading, std::size_t after, Findings& out) {
  const std::string_view text = reading.text;
  const std::size_t begin =
      std::min(text.find_first_not_of(' ', after), text.size());
  if (begin == text.size() || text[begin] != '#' || begin == after) return;
  if (begin + 1 >= text.size() || text[begin + 1] == ' ' ||
      text[begin + 1] == '\n' || text[begin + 1] == '#')
    return;
  std::size_t end = std::min(text.find('\n', begin), text.size());
  while (text[end - 1] == ' ') --end;
  const Span span = reading.places.span(begin, end);
  const std::string mended = quoted(text.substr(begin, end - begin));
  Diagnostic d = diagnose(
      codes::swallowed_by_comment, span,
      {"yaml.comment",
       {{"text", shorten(text.substr(begin, end - begin), kRepeatedCells)}}},
      {"yaml.comment.expected", {}},
      {"yaml.comment.help", {{"text", shorten(mended, kRepeatedCells)}}});
  d.edits.push_back({span, mended});
  out.add(std::move(d));
}

}  // namespace onething::yaml
