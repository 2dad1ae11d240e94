// SPDX-License-Identifier: Apache-2.0
//
// The words of a formula: numbers, texts, names and signs, each with its place.
// Literals are decoded here, so that the parser never looks at single bytes.
//
// Not a parser: that `)` has no `(` is not noticed here. What no formula can
// hold, such as a full-width comma, is refused here with a way out
// (spelling.h).

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "expr/ast.h"
#include "expr/parse.h"

namespace onething::expr {

enum class TokenKind : std::uint8_t {
  end,
  identifier,         // Also `in`, `true`, `null` and the reserved words.
  quoted_identifier,  // `first-name`, only behind a dot.
  integer,            // `magnitude`; a sign is the parser's business.
  literal,            // `value`: uint, double, string or bytes.
  sign,
};

struct Token {
  TokenKind kind = TokenKind::end;
  Range range;
  std::string_view spelling;  // Into the formula.
  Value value;
  std::uint64_t magnitude = 0;
};

// The tokens with one `end` behind them. `formula` must outlive them.
std::variant<std::vector<Token>, ParseError> lex(std::string_view formula);

// Adds the code point as UTF-8.
void append_utf8(std::string& out, std::uint32_t code_point);

// Decodes what stands between the quotes of a literal. `offset` is where `body`
// begins in the formula.
struct LiteralForm {
  bool raw = false;
  bool bytes = false;
};
std::variant<std::string, ParseError> unescape(std::string_view body,
                                               std::uint32_t offset,
                                               LiteralForm form);

}  // namespace onething::expr
