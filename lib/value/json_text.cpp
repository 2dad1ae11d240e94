// SPDX-License-Identifier: Apache-2.0

#include "value/json_text.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace onething::value {

namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// Whether one of eight bytes needs an escape; Bit Twiddling Hacks, "Determine
// if a word has a byte less than n" and "... equal to n".
bool any_needs_escape(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t highs = 0x8080808080808080;
  const auto is_zero = [](std::uint64_t x) { return (x - ones) & ~x & highs; };
  const std::uint64_t is_control = (bytes - ones * 0x20) & ~bytes & highs;
  return (is_control | is_zero(bytes ^ ones * '"') |
          is_zero(bytes ^ ones * '\\')) != 0;
}

// The first byte from `at` on that needs an escape, or the end.
std::size_t find_escape(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    if (any_needs_escape(bytes)) break;
  }
  while (at < text.size() && !needs_escape(text[at])) ++at;
  return at;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '\\';
  switch (c) {
    case '\n':
      out += 'n';
      return;
    case '\r':
      out += 'r';
      return;
    case '\t':
      out += 't';
      return;
    case '"':
    case '\\':
      out += c;
      return;
    default:
      out += "u00";
      out += hex[static_cast<unsigned char>(c) >> 4];
      out += hex[c & 15];
  }
}

template <typename Number>
void append_digits(std::string& out, Number number) {
  std::array<char, 24> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  std::size_t end = find_escape(text, 0);
  if (end == text.size()) {  // Nearly always: all of it at once.
    const std::size_t begin = out.size();
    out.resize(begin + end + 2);
    char* quoted = out.data() + begin;
    quoted[0] = '"';
    text.copy(quoted + 1, end);
    quoted[end + 1] = '"';
    return;
  }
  out += '"';
  std::size_t at = 0;
  while (true) {
    end = find_escape(text, at);
    out.append(text.data() + at, end - at);
    if (end == text.size()) break;
    append_escaped(out, text[end]);
    at = end + 1;
  }
  out += '"';
}

void append_number(std::string& out, std::int64_t number) {
  append_digits(out, number);
}

void append_number(std::string& out, std::uint64_t number) {
  append_digits(out, number);
}

std::string shortest(double number) {
  std::array<char, 40> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number);
  std::string out(digits.data(), end.ptr);
  // The sign of a NaN carries no meaning.
  return out == "-nan" ? "nan" : out;
}

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::string_view group = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j)
      bits = bits << 8 |
             (j < group.size() ? static_cast<unsigned char>(group[j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j)
      out += j <= group.size() ? kBase64[bits >> (18 - 6 * j) & 63] : '=';
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (char c : text) {
    const std::size_t digit = kBase64.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    pending = pending << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(pending >> bits & 255);
  }
  // What is left over must be empty, or two spellings would mean the same.
  if (bits >= 6 || (pending & ((1U << bits) - 1)) != 0) return std::nullopt;
  return out;
}

}  // namespace onething::value
