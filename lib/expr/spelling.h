// SPDX-License-Identifier: Apache-2.0
//
// Ways out for people who write formulas as in a spreadsheet or in Chinese:
// full-width signs, words for operators, `=` for `==`, functions such as IF.
//
// Nothing here accepts anything: each function only turns a mistake that the
// lexer, the parser or the compiler has found into a message that helps.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "expr/parse.h"

namespace onething::expr {

// `rest` begins with something that no token begins with.
ParseError explain_stray(std::string_view rest, std::uint32_t offset);

// Whether `rest` begins with a letter beyond ASCII that is neither a full-width
// sign nor a word for an operator: the unit behind a number, for example.
bool begins_with_foreign_letter(std::string_view rest);

// An identifier where an operator was expected: `and`, `OR`, ….
std::optional<ParseError> explain_word_operator(std::string_view word,
                                                Range range);

// What to write instead of a spreadsheet's function; empty when unknown.
Message advise_on_function(std::string_view name);

}  // namespace onething::expr
