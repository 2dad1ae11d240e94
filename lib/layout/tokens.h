// SPDX-License-Identifier: Apache-2.0
//
// A document as the row of its visible parts: scalars, signs, brackets and
// comments, each with the place where it stood and the block it belongs to.
//
// Only what stands between them, spaces and line ends, is a matter of layout.
// Nothing is judged here: the text has been read without errors (yaml/read.h).

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "yaml/node.h"

namespace onething::layout {

// A mapping or list that is written by indentation.
struct Block {
  int parent = -1;         // Index into Tokens::blocks; -1 for the outermost.
  std::size_t column = 0;  // Where it stood.
  std::size_t indent = 0;  // Where it shall stand.
};

enum class TokenKind {
  marker,  // --- or ...
  dash,
  key,  // Of a mapping that is written by indentation.
  scalar,
  colon,
  comma,
  open,   // [ or {
  close,  // ] or }
  comment,
  block_header,  // | or > with its indicators.
  block_text,    // The lines below it, without the last line's end.
};

struct Token {
  TokenKind kind = TokenKind::scalar;
  yaml::Style style = yaml::Style::plain;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t newlines = 0;  // Before it; the first token has at least one.
  std::size_t column = 0;    // Bytes before it on its line.
  int block = -1;            // The innermost one; of a comment, before it.
  int brackets = 0;          // That are open around it.
  // Of block_text: how far its lines stand in, and whether its header says so.
  std::size_t text_column = 0;
  bool has_indicator = false;
  bool keeps_line_ends = false;  // `|+`: even the last ones count.

  bool is_first_on_line() const { return newlines > 0; }
};

struct Tokens {
  std::vector<Token> all;
  std::vector<Block> blocks;
};

// Null when the document uses what has no canonical form here (`? key`).
std::optional<Tokens> find_tokens(std::string_view text,
                                  const yaml::Node& root);

}  // namespace onething::layout
