// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>

#include "onething/report.h"
#include "onething/text.h"

namespace onething {

namespace {

constexpr const char* kVanished = "***";

bool all_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 128;
  });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

bool all_letters_or_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

// ASCII: `first` and `last` characters stay.
std::string keep_ends(std::string_view text, std::size_t first,
                      std::size_t last) {
  return std::string(text.substr(0, first)) +
         std::string(text.size() - first - last, '*') +
         std::string(text.substr(text.size() - last));
}

// Bytes of the first character.
std::size_t first_bytes(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() &&
         (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    ++size;
  return size;
}

// Bytes of the last character.
std::size_t last_bytes(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() &&
         (static_cast<unsigned char>(text[text.size() - size]) & 0xC0) == 0x80)
    ++size;
  return size;
}

}  // namespace

std::string mask(std::string_view text) {
  constexpr std::size_t kIdCharacters = 18;
  constexpr std::size_t kPhoneDigits = 11;
  constexpr std::size_t kLongNumber = 8;
  constexpr std::size_t kNameCharacters = 4;
  if (text.empty()) return {};
  if (all_ascii(text)) {
    if (text.size() == kIdCharacters && all_letters_or_digits(text))
      return keep_ends(text, 6, 4);
    if (text.size() == kPhoneDigits && all_digits(text))
      return keep_ends(text, 3, 4);
    const std::size_t at = text.find('@');
    if (at != std::string_view::npos && at > 1)
      return std::string(text.substr(0, 1)) + kVanished +
             std::string(text.substr(at));
    if (text.size() >= kLongNumber && all_letters_or_digits(text))
      return keep_ends(text, 1, 1);
    if (text.size() < kLongNumber) return kVanished;
    return std::string(text.substr(0, 1)) + kVanished +
           std::string(text.substr(text.size() - 1));
  }
  const std::size_t characters = count_code_points(text);
  if (characters < 2) return kVanished;
  const std::string first(text.substr(0, first_bytes(text)));
  if (characters <= kNameCharacters)
    return first + std::string(characters - 1, '*');
  return first + kVanished +
         std::string(text.substr(text.size() - last_bytes(text)));
}

}  // namespace onething
