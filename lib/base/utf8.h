// SPDX-License-Identifier: Apache-2.0
//
// Walking through UTF-8 one code point at a time, with the width of each on a
// terminal. The one door to the utf8proc library.
//
// Not a validator that stops: a byte that does not belong to a valid sequence
// is handed out alone, so that any input can be walked to its end.

#pragma once

#include <cstddef>
#include <string_view>

namespace onething::base {

struct CodePoint {
  char32_t value = 0;      // U+FFFD for an invalid byte.
  std::size_t length = 0;  // Bytes.
  bool valid = true;
};

// `text` must not be empty.
CodePoint first_code_point(std::string_view text);

// Terminal cells.
std::size_t width(CodePoint point);

}  // namespace onething::base
