// SPDX-License-Identifier: Apache-2.0

#include "create/quoted.h"

#include <algorithm>

namespace onething::create {

namespace {

// Letters of other scripts are plain; so are a space and a hyphen inside.
bool is_plain(std::string_view text) {
  const auto is_letter = [](unsigned char c) {
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  if (text.empty() || !is_letter(static_cast<unsigned char>(text.front())) ||
      text.back() == ' ')
    return false;
  // Some programs take short words for yes, no or nothing.
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
  if (is_ascii && text.size() < 6) return false;
  return std::all_of(text.begin(), text.end(), [&](char each) {
    const auto c = static_cast<unsigned char>(each);
    return is_letter(c) || (c >= '0' && c <= '9') || c == ' ' || c == '-';
  });
}

}  // namespace

std::string quoted(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) continue;
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace onething::create
