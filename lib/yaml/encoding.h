// SPDX-License-Identifier: Apache-2.0
//
// Is a file UTF-8, and if it is not, what does it seem to be?
//
// It only says so: nothing is converted unless a person asks for it, because a
// wrong guess would put wrong characters into a public service.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace onething::yaml {

enum class Encoding { utf8, damaged_utf8, gb18030, utf16, utf32, unknown };

struct EncodingGuess {
  Encoding encoding = Encoding::utf8;
  std::size_t byte = 0;  // The first that is not UTF-8.
  std::string sample;    // Words of the file, converted, to judge the guess by.
};

EncodingGuess guess_encoding(std::string_view bytes);

// Nothing when the bytes are not GB18030 throughout.
std::optional<std::string> from_gb18030(std::string_view bytes);

}  // namespace onething::yaml
