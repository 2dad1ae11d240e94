// SPDX-License-Identifier: Apache-2.0

#include "expr/lexer.h"

#include <charconv>
#include <optional>

#include "expr/code_points.h"
#include "expr/spelling.h"

namespace onething::expr {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_quote(char c) { return c == '"' || c == '\''; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {
    // A name and a sign by turns, as a rule.
    tokens_.reserve(text.size() / 4 + 2);
  }

  std::variant<std::vector<Token>, ParseError> run() {
    while (true) {
      skip_space();
      if (at_ >= text_.size()) break;
      if (!next()) return std::move(*error_);
    }
    push(TokenKind::end, at_);
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  Range range_from(std::size_t start) const {
    return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at_)};
  }

  Token& push(TokenKind kind, std::size_t start) {
    Token token;
    token.kind = kind;
    token.range = range_from(start);
    token.spelling = text_.substr(start, at_ - start);
    return tokens_.emplace_back(std::move(token));
  }

  bool fail(ParseError error) {
    error_ = std::move(error);
    return false;
  }

  void skip_space() {
    while (at_ < text_.size()) {
      if (is_space(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_, 2) == "//") {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else {
        return;
      }
    }
  }

  bool next() {
    const char c = peek();
    if (starts_text()) return lex_text();
    if (is_letter(c)) return lex_identifier();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return lex_number();
    if (c == '`') return lex_quoted_identifier();
    return lex_sign();
  }

  bool starts_text() const {
    std::size_t ahead = 0;
    if (peek() == 'b' || peek() == 'B') ahead = 1;
    if (peek(ahead) == 'r' || peek(ahead) == 'R') ++ahead;
    return is_quote(peek(ahead));
  }

  bool lex_identifier() {
    const std::size_t start = at_;
    while (is_letter(peek()) || is_digit(peek())) ++at_;
    push(TokenKind::identifier, start);
    return true;
  }

  bool lex_quoted_identifier() {
    const std::size_t start = at_++;
    const auto fits = [](char c) {
      return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '/' ||
             c == ' ';
    };
    while (fits(peek())) ++at_;
    if (peek() != '`' || at_ == start + 1) {
      if (at_ < text_.size()) ++at_;
      return fail({range_from(start), {"expr.bad_field_quote", {}}, {}});
    }
    ++at_;
    push(TokenKind::quoted_identifier, start).spelling =
        text_.substr(start + 1, at_ - start - 2);
    return true;
  }

  bool lex_number() {
    const std::size_t start = at_;
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex(peek(2)))
      return lex_hex();
    while (is_digit(peek())) ++at_;
    bool real = false;
    if (peek() == '.' && is_digit(peek(1))) {
      real = true;
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    real = skip_exponent() || real;
    if (real) return finish_real(start);
    return finish_integer(start, start, 10);
  }

  bool skip_exponent() {
    if (peek() != 'e' && peek() != 'E') return false;
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (!is_digit(peek(1 + sign))) return false;
    at_ += 1 + sign;
    while (is_digit(peek())) ++at_;
    return true;
  }

  bool lex_hex() {
    const std::size_t start = at_;
    at_ += 2;
    while (is_hex(peek())) ++at_;
    return finish_integer(start, start + 2, 16);
  }

  bool at_letter() const {
    return is_letter(peek()) || is_digit(peek()) ||
           begins_with_foreign_letter(text_.substr(at_));
  }

  // A letter that touches a number belongs to a mistake: `12abc`, `5元`.
  bool touches_word(std::size_t start) {
    if (!at_letter()) return false;
    while (at_letter()) at_ += width_at(text_, at_);
    fail({range_from(start),
          {"expr.bad_number",
           {{"number", std::string(text_.substr(start, at_ - start))}}},
          {"expr.bad_number_help", {}}});
    return true;
  }

  bool finish_real(std::size_t start) {
    const std::string_view digits = text_.substr(start, at_ - start);
    if (touches_word(start)) return false;
    double value = 0;
    // from_chars wants a digit first; `.5` is legal here.
    const std::string padded = "0" + std::string(digits);
    const auto parsed =
        std::from_chars(padded.data(), padded.data() + padded.size(), value);
    // What is too small to tell from nothing is nothing.
    const bool too_small =
        digits.find("e-") != digits.npos || digits.find("E-") != digits.npos;
    if (parsed.ec == std::errc::result_out_of_range) {
      if (!too_small) return fail(number_too_big(range_from(start)));
      value = 0.0;
    }
    push(TokenKind::literal, start).value = Value(value);
    return true;
  }

  bool finish_integer(std::size_t start, std::size_t digits, int base) {
    std::uint64_t value = 0;
    const auto parsed =
        std::from_chars(text_.data() + digits, text_.data() + at_, value, base);
    const bool fits = parsed.ec == std::errc();
    const bool is_unsigned = peek() == 'u' || peek() == 'U';
    if (is_unsigned) ++at_;
    if (touches_word(start)) return false;
    if (!fits) return fail(number_too_big(range_from(start)));
    Token& token =
        push(is_unsigned ? TokenKind::literal : TokenKind::integer, start);
    if (is_unsigned) token.value = Value(value);
    token.magnitude = value;
    return true;
  }

  ParseError number_too_big(Range range) const {
    return {range,
            {"expr.number_too_big",
             {{"number", std::string(text_.substr(range.begin,
                                                  range.end - range.begin))}}},
            {}};
  }

  bool lex_text() {
    const std::size_t start = at_;
    LiteralForm form;
    if (peek() == 'b' || peek() == 'B') {
      form.bytes = true;
      ++at_;
    }
    if (peek() == 'r' || peek() == 'R') {
      form.raw = true;
      ++at_;
    }
    std::string_view quote = text_.substr(at_, 1);
    const std::string_view three = text_.substr(at_, 3);
    if (three == "\"\"\"" || three == "'''") quote = three;
    at_ += quote.size();
    const std::size_t body = at_;
    if (!skip_to(quote, form)) return fail(unterminated(start, quote));
    auto decoded = unescape(text_.substr(body, at_ - body),
                            static_cast<std::uint32_t>(body), form);
    if (auto* error = std::get_if<ParseError>(&decoded))
      return fail(std::move(*error));
    at_ += quote.size();
    auto& content = std::get<std::string>(decoded);
    push(TokenKind::literal, start).value =
        form.bytes ? Value(Bytes{std::move(content)})
                   : Value(std::move(content));
    return true;
  }

  // Moves to the closing quote; false when there is none.
  bool skip_to(std::string_view quote, LiteralForm form) {
    while (at_ < text_.size()) {
      if (text_.substr(at_, quote.size()) == quote) return true;
      if (quote.size() == 1 && (peek() == '\n' || peek() == '\r')) return false;
      at_ += !form.raw && peek() == '\\' ? 2 : 1;
    }
    at_ = text_.size();
    return false;
  }

  ParseError unterminated(std::size_t start, std::string_view quote) const {
    return {range_from(start),
            {"expr.missing_quote", {{"quote", std::string(quote)}}},
            {"expr.missing_quote_help", {{"quote", std::string(quote)}}}};
  }

  bool lex_sign() {
    constexpr std::string_view two[] = {"==", "!=", "<=", ">=", "&&", "||"};
    constexpr std::string_view one = "+-*/%<>!?:.,()[]{}";
    const std::size_t start = at_;
    const std::string_view rest = text_.substr(at_);
    for (const std::string_view sign : two) {
      if (!rest.starts_with(sign)) continue;
      at_ += 2;
      push(TokenKind::sign, start);
      return true;
    }
    if (rest.starts_with("<>") || one.find(rest[0]) == one.npos)
      return fail(explain_stray(rest, static_cast<std::uint32_t>(start)));
    ++at_;
    push(TokenKind::sign, start);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::optional<ParseError> error_;
};

}  // namespace

std::variant<std::vector<Token>, ParseError> lex(std::string_view formula) {
  return Lexer(formula).run();
}

}  // namespace onething::expr
