// SPDX-License-Identifier: Apache-2.0
//
// The library's syntax errors in words of our own, with what a person most
// likely meant on that line.

#include <array>

#include "onething/text.h"
#include "yaml/mend.h"
#include "yaml/mistyping.h"
#include "yaml/spelling.h"

namespace onething::yaml {

namespace {

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// What stands on one line: `key: value` behind dashes and spaces.
struct LineParts {
  Range line;
  std::size_t key = 0;   // Begin of the key, or of the line's content.
  std::size_t word = 0;  // Bytes of the key.
  std::size_t colon = std::string_view::npos;
  Range value;  // Without a comment and spaces behind it.
};

LineParts parts_of(std::string_view text, Range block, std::size_t error) {
  LineParts p;
  error = std::min(error, block.end);
  // An error at the end of the block is shown on its last line of content.
  while (error > block.begin &&
         (error == block.end || text[error] == '\n' || text[error] == ' '))
    --error;
  p.line.begin = error;
  while (p.line.begin > block.begin && text[p.line.begin - 1] != '\n')
    --p.line.begin;
  p.line.end = std::min(text.find('\n', error), block.end);
  const std::string_view upto = text.substr(0, p.line.end);
  std::size_t at = p.line.begin;
  const auto skip_spaces = [&] {
    while (at < upto.size() && upto[at] == ' ') ++at;
  };
  skip_spaces();
  while (upto.substr(at).starts_with("- ")) {
    at += 2;
    skip_spaces();
  }
  p.key = at;
  p.word = leading_word(upto.substr(at));
  const bool has_colon =
      p.word > 0 && upto.substr(at + p.word).starts_with(':');
  if (has_colon) {
    p.colon = at + p.word;
    at = p.colon + 1;
    skip_spaces();
  }
  std::size_t end = p.line.end;
  const std::size_t comment = upto.find(" #", at);
  if (comment != std::string_view::npos) end = comment;
  while (end > at && upto[end - 1] == ' ') --end;
  p.value = {at, std::max(at, end)};
  return p;
}

struct Plain {
  std::string_view part;  // Of the library's message.
  Code code;
  std::string_view found;
  std::string_view expected;
  std::string_view help;
};

constexpr std::array kPlain = {
    Plain{"trailing content after", codes::syntax, "yaml.after_quote",
          "yaml.after_quote.expected", "yaml.quote.help"},
    Plain{"invalid UTF8 escape", codes::bad_escape, "yaml.escape_number",
          "yaml.escape.expected", "yaml.escape_number.help"},
    Plain{"invalid hex escape", codes::bad_escape, "yaml.escape_digits",
          "yaml.escape.expected", "yaml.escape_digits.help"},
    Plain{"double-quoted scalar", codes::unclosed_quote, "yaml.quote",
          "yaml.quote.expected", "yaml.quote.help"},
    Plain{"single-quoted scalar", codes::unclosed_quote, "yaml.quote",
          "yaml.quote.expected", "yaml.quote.help"},
    Plain{"invalid escape", codes::bad_escape, "yaml.escape",
          "yaml.escape.expected", "yaml.escape.help"},
    Plain{"extra closing", codes::unbalanced_bracket, "yaml.bracket.extra",
          "yaml.bracket.extra.expected", "yaml.bracket.help"},
    Plain{"missing comma", codes::syntax, "yaml.missing_comma",
          "yaml.missing_comma.expected", "yaml.missing_comma.help"},
    Plain{"indentation in", codes::wrong_indentation, "yaml.indentation",
          "yaml.indentation.expected", "yaml.indentation.help"},
    Plain{"invalid multiline plain key", codes::wrong_indentation,
          "yaml.indentation", "yaml.indentation.expected",
          "yaml.indentation.help"},
    Plain{"wrongly indented", codes::wrong_indentation, "yaml.indentation",
          "yaml.indentation.expected", "yaml.indentation.help"},
    Plain{"plain multiline", codes::wrong_indentation, "yaml.indentation",
          "yaml.indentation.expected", "yaml.indentation.help"},
    Plain{"could not find expected ':'", codes::not_key_and_value,
          "yaml.no_colon", "yaml.no_colon.expected", "yaml.no_colon.help"},
    Plain{"invalid value after mapping", codes::not_key_and_value,
          "yaml.no_colon", "yaml.no_colon.expected", "yaml.no_colon.help"},
    Plain{"at the end of block sequence", codes::not_key_and_value,
          "yaml.no_dash", "yaml.no_dash.expected", "yaml.no_dash.help"},
    Plain{"block scalar", codes::syntax, "yaml.block_header",
          "yaml.block_header.expected", "yaml.block_header.help"},
};

class Explanation {
 public:
  Explanation(Reading& reading, const FailedBlock& block)
      : reading_(reading),
        block_(block),
        text_(reading.text),
        parts_(parts_of(text_, block.range, block.error.byte)),
        value_(text_.substr(parts_.value.begin,
                            parts_.value.end - parts_.value.begin)) {}

  Diagnostic run() {
    const std::string_view message = block_.error.message;
    if (is_space_missing()) return missing_space();
    if (is_dash_glued()) return dash_glued();
    if (!value_.empty() && has("@`%!*&,", value_.substr(0, 1)))
      return needs_quotes();
    if (has(message, "cannot start with") || has(message, "invalid tag"))
      return quote_item();
    if (has(message, "nested block mapping") && has(value_, ": "))
      return colon_in_text();
    if (has(message, "block sequence on the same line"))
      return at(codes::list_on_key_line, parts_.value,
                {"yaml.list_on_key_line", {}},
                {"yaml.list_on_key_line.expected", {}},
                {"yaml.list_on_key_line.help", {}});
    const bool is_open = block_.innermost.begin < block_.innermost.end;
    if (has(message, "without a closing bracket") ||
        (has(message, "missing comma") && is_open && nothing_follows()))
      return unclosed_bracket();
    if (has(message, "missing comma") && has(value_, " =")) return formula();
    return plain(message);
  }

 private:
  Diagnostic at(const Code& code, Range range, Message found, Message expected,
                Message help) {
    return diagnose(code, reading_.places.span(range), std::move(found),
                    std::move(expected), std::move(help));
  }

  Diagnostic quote_range(const Code& code, Range range, std::string_view found,
                         std::string_view expected) {
    const std::string_view text =
        text_.substr(range.begin, range.end - range.begin);
    const std::string mended = quoted(text);
    Diagnostic d =
        at(code, range, {found, {{"text", shorten(text, kRepeatedCells)}}},
           {expected, {}},
           {"yaml.write.help", {{"text", shorten(mended, kRepeatedCells)}}});
    d.edits.push_back({d.span, mended});
    return d;
  }

  // Inside of brackets: from the sign that may not begin a text to the end of
  // its item.
  Diagnostic quote_item() {
    const std::size_t error = block_.error.byte;
    const std::size_t from = std::max(error, parts_.line.begin + 1) - 1;
    const std::size_t sign = text_.find_first_of("@`%!", from);
    if (sign == std::string_view::npos || sign >= parts_.line.end)
      return plain(block_.error.message);
    const Range item = {
        sign, std::min(text_.find_first_of(",]}\n", sign), parts_.line.end)};
    return quote_range(codes::needs_quotes, item, "yaml.needs_quotes",
                       "yaml.needs_quotes.expected");
  }

  // Whether the block ends where the error is.
  bool nothing_follows() const {
    const std::size_t next = text_.find_first_not_of(" \n", block_.error.byte);
    return next >= block_.range.end;
  }

  bool is_space_missing() const {
    if (parts_.colon != std::string_view::npos)
      return parts_.colon + 1 == parts_.value.begin && !value_.empty() &&
             parts_.colon + 1 < parts_.line.end &&
             text_[parts_.colon + 1] != ' ' && !value_.starts_with("//");
    return false;
  }

  // `-text` on a line of its own, in a list.
  bool is_dash_glued() const {
    const std::string_view line =
        text_.substr(parts_.key, parts_.line.end - parts_.key);
    return line.size() > 1 && line[0] == '-' && line[1] != ' ' &&
           line[1] != '-' && has(block_.error.message, "block sequence");
  }

  Diagnostic dash_glued() {
    const Range dash = {parts_.key, parts_.key + 1};
    Diagnostic d =
        at(codes::missing_space, dash, {"yaml.glued_dash", {}},
           {"yaml.missing_space.expected", {}}, {"yaml.glued_dash.help", {}});
    d.edits.push_back({reading_.places.span(dash.end, dash.end), " "});
    return d;
  }

  Diagnostic missing_space() {
    const Range behind = {parts_.colon + 1, parts_.colon + 1};
    Diagnostic d = at(
        codes::missing_space, {parts_.colon, parts_.colon + 1},
        {"yaml.missing_space",
         {{"key",
           shorten(text_.substr(parts_.key, parts_.word), kRepeatedCells)}}},
        {"yaml.missing_space.expected", {}}, {"yaml.missing_space.help", {}});
    d.edits.push_back({reading_.places.span(behind), " "});
    return d;
  }

  Diagnostic needs_quotes() {
    return quote_range(codes::needs_quotes, parts_.value, "yaml.needs_quotes",
                       "yaml.needs_quotes.expected");
  }

  Diagnostic colon_in_text() {
    return quote_range(codes::colon_in_text, parts_.value, "yaml.colon_in_text",
                       "yaml.colon_in_text.expected");
  }

  Diagnostic unclosed_bracket() {
    Range range = block_.innermost;
    if (range.begin == range.end) range = parts_.value;
    return at(codes::unbalanced_bracket, range, {"yaml.bracket.open", {}},
              {"yaml.bracket.open.expected", {}}, {"yaml.bracket.help", {}});
  }

  // From the formula's sign to where its item seems to end.
  Diagnostic formula() {
    const std::size_t sign = text_.rfind(" =", block_.error.byte);
    Range range = parts_.value;
    if (sign != std::string_view::npos && sign >= parts_.line.begin) {
      range.begin = sign + 1;
      range.end = std::min(text_.find_first_of(",}\n", block_.error.byte),
                           parts_.value.end);
    }
    range.end = std::max(range.begin, range.end);
    const std::string text = shorten(
        text_.substr(range.begin, range.end - range.begin), kRepeatedCells);
    return at(codes::formula_cut_by_comma, range,
              {"yaml.formula_cut", {{"text", text}}},
              {"yaml.formula_cut.expected", {}}, {"yaml.formula_cut.help", {}});
  }

  Diagnostic plain(std::string_view message) {
    for (const Plain& row : kPlain)
      if (has(message, row.part))
        return at(row.code, error_range(), {row.found, {}}, {row.expected, {}},
                  {row.help, {}});
    return at(codes::syntax, error_range(), {"yaml.syntax", {}},
              {"yaml.syntax.expected", {}}, {"yaml.syntax.help", {}});
  }

  // From the error to the end of its line, or the line if nothing is left.
  Range error_range() const {
    const std::size_t error = block_.error.byte;
    if (has(block_.error.message, "block scalar")) return parts_.value;
    if (is_quote(error)) return {error, error + 1};
    if (error > 0 && is_quote(error - 1) &&
        has(block_.error.message, "without closing quote"))
      return {error - 1, error};
    if (error >= parts_.value.begin && error < parts_.value.end)
      return {error, parts_.value.end};
    return {parts_.key, std::max(parts_.key, parts_.value.end)};
  }

  bool is_quote(std::size_t at) const {
    return at < text_.size() && (text_[at] == '"' || text_[at] == '\'');
  }

  Reading& reading_;
  const FailedBlock& block_;
  std::string_view text_;
  LineParts parts_;
  std::string_view value_;
};

}  // namespace

Diagnostic explain(Reading& reading, const FailedBlock& block) {
  return Explanation(reading, block).run();
}

}  // namespace onething::yaml
