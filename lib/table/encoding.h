// SPDX-License-Identifier: Apache-2.0
//
// From the bytes of a text file to UTF-8: which encoding it has, by its mark,
// or because the bytes can be nothing else.
//
// UTF-8 is believed where all of it is valid; then GB18030, as Excel and WPS
// write it on a Chinese desktop. Anything else is an error with its place.

#pragma once

#include <string>
#include <string_view>

#include "onething/result.h"

namespace onething::table {

struct Decoded {
  std::string encoding;  // "utf-8"
  std::string text;      // Without a mark at its beginning.
};

// `wanted` is "auto", "utf-8" or "gb18030". invalid (table.not_encoded) with
// the line of the first byte that does not belong.
Result<Decoded> decode(std::string bytes, std::string_view wanted);

}  // namespace onething::table
