// SPDX-License-Identifier: Apache-2.0

#include <charconv>

#include "onething/columns.h"

namespace onething {

std::optional<CallRate> parse_call_rate(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  constexpr std::int64_t kMost = 1'000'000;
  std::int64_t count = 0;
  const char* end = text.data() + slash;
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc() || rest != end || count < 1 || count > kMost)
    return std::nullopt;
  const std::string_view unit = text.substr(slash + 1);
  constexpr std::int64_t kSecond = 1'000;
  if (unit == "s") return CallRate{count, std::chrono::milliseconds(kSecond)};
  if (unit == "min")
    return CallRate{count, std::chrono::milliseconds(60 * kSecond)};
  if (unit == "h")
    return CallRate{count, std::chrono::milliseconds(3'600 * kSecond)};
  return std::nullopt;
}

}  // namespace onething
