// SPDX-License-Identifier: Apache-2.0

#include "base/utf8.h"

#include <utf8proc.h>

namespace onething::base {

CodePoint first_code_point(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (byte < 0x80) return {byte, 1, true};
  utf8proc_int32_t point = 0;
  const utf8proc_ssize_t length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &point);
  if (length <= 0) return {0xfffd, 1, false};
  return {static_cast<char32_t>(point), static_cast<std::size_t>(length), true};
}

std::size_t width(CodePoint point) {
  if (!point.valid) return 1;
  if (point.value < 0x7f) return point.value < 0x20 ? 0 : 1;
  const int cells = utf8proc_charwidth(static_cast<int>(point.value));
  return cells < 0 ? 0 : static_cast<std::size_t>(cells);
}

}  // namespace onething::base
