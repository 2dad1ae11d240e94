// SPDX-License-Identifier: Apache-2.0

#include "expr/code_points.h"

namespace onething::expr {

std::size_t width_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t width = lead < 0x80    ? 1
                            : lead >= 0xF0 ? 4
                            : lead >= 0xE0 ? 3
                            : lead >= 0xC0 ? 2
                                           : 1;
  return at + width <= text.size() ? width : 1;
}

std::optional<std::size_t> byte_of(std::string_view text, std::int64_t index) {
  if (index < 0) return std::nullopt;
  std::size_t at = 0;
  for (std::int64_t i = 0; i < index; ++i) {
    if (at >= text.size()) return std::nullopt;
    at += width_at(text, at);
  }
  return at;
}

std::int64_t points_before(std::string_view text, std::size_t byte) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < byte; at += width_at(text, at)) ++count;
  return count;
}

}  // namespace onething::expr
