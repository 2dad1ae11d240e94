// SPDX-License-Identifier: Apache-2.0
//
// What a scalar says, from the characters it is written with: line ends folded,
// quotes and escapes resolved, indentation taken away, by the rules of
// YAML 1.2.
//
// Not a parser: where a scalar begins and ends, and that its quotes and escapes
// are sound, is known before. Lines end in LF or CR LF.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/node.h"

namespace onething::yaml {

enum class Origins { dropped, kept };

struct DecodedText {
  std::string text;
  // Where each byte of `text` came from, if that was asked for.
  std::vector<std::size_t> origin;
  bool has_surrogate = false;  // Half of a character, as an escape.
};

// Of a plain or quoted scalar, without its quotes.
DecodedText flow_text(std::string_view raw, Style style, Origins origins);

// Of the lines under the header of a literal or folded scalar, all indented by
// `indent` at least, blank ones aside. Every line end at the end is kept.
DecodedText block_text(std::string_view lines, Style style, std::size_t indent,
                       Origins origins);

struct BlockScalar {
  std::string text;
  // Its lines under the header, blank ones at the end included.
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The block scalar with its sign at text[sign], in a collection whose lines
// begin at the column `parent`, from 0; -1 if it is in none.
BlockScalar read_block_scalar(std::string_view text, std::size_t sign,
                              int parent);

}  // namespace onething::yaml
