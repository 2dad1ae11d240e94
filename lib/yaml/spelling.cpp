// SPDX-License-Identifier: Apache-2.0

#include "yaml/spelling.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "base/utf8.h"

namespace onething::yaml {

namespace {

constexpr std::array<std::string_view, 2> kWideSpaces = {kFullWidthSpace,
                                                         kNoBreakSpace};

// U+FF0D, U+2014, U+2013, U+2212, U+2022, U+00B7, U+30FB.
constexpr std::array<std::string_view, 7> kBullets = {
    "\xEF\xBC\x8D", "\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x88\x92",
    "\xE2\x80\xA2", "\xC2\xB7",     "\xE3\x83\xBB"};

// U+200B, U+200C, U+200D, U+2060.
constexpr std::array<std::string_view, 4> kInvisible = {
    "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x81\xA0"};

constexpr std::string_view kBiggestExact = "9007199254740992";  // 2^53

template <std::size_t n>
std::size_t starts_with_any(std::string_view text,
                            const std::array<std::string_view, n>& list) {
  // Most texts begin with none of them: one byte tells.
  if (text.empty()) return 0;
  for (const std::string_view one : list)
    if (text[0] == one[0] && text.starts_with(one)) return one.size();
  return 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_truth(std::string_view text) {
  if (std::string_view("yYnNoO").find(text[0]) == std::string_view::npos)
    return false;
  constexpr std::array<std::string_view, 12> words = {
      "yes", "Yes", "YES", "no",  "No",  "NO",
      "on",  "On",  "ON",  "off", "Off", "OFF"};
  return std::find(words.begin(), words.end(), text) != words.end();
}

// 1:30 and 1:30:00 are numbers of base sixty to YAML 1.1; 08:30 is not.
bool is_base_sixty(std::string_view text) {
  if (text.empty() || text[0] < '1' || text[0] > '9') return false;
  std::size_t at = text.find(':');
  if (at == std::string_view::npos || !all_of(text.substr(0, at), "0123456789"))
    return false;
  while (at < text.size()) {
    const std::size_t next = std::min(text.find(':', at + 1), text.size());
    const std::string_view part = text.substr(at + 1, next - at - 1);
    const bool fits = (part.size() == 1 && is_digit(part[0])) ||
                      (part.size() == 2 && part[0] >= '0' && part[0] <= '5' &&
                       is_digit(part[1]));
    if (!fits) return false;
    at = next;
  }
  return true;
}

bool is_letter(const base::CodePoint& point) {
  const char32_t c = point.value;
  if (c < 0x80)
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-';
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// Whether one of eight bytes is what the UTF-8 of every sign above and of
// full-width punctuation begins with: C2, E2, E3 or EF.
bool begins_wide_sign(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  std::uint64_t eight = 0;
  std::memcpy(&eight, text.data(), sizeof eight);
  const auto has = [](std::uint64_t bytes, std::uint64_t byte) {
    const std::uint64_t zero = bytes ^ (byte * ones);
    return (zero - ones) & ~zero & (0x80 * ones);
  };
  return (has(eight, 0xC2) | has(eight | ones, 0xE3) | has(eight, 0xEF)) != 0;
}

std::string_view last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0) == 0x80)
    --at;
  return text.substr(at > 0 ? at - 1 : 0);
}

}  // namespace

std::size_t leading_wide_spaces(std::string_view text) {
  std::size_t bytes = 0;
  while (const std::size_t one =
             starts_with_any(text.substr(bytes), kWideSpaces))
    bytes += one;
  return bytes;
}

std::size_t trailing_wide_spaces(std::string_view text) {
  const std::size_t whole = text.size();
  bool found = true;
  while (found) {
    found = false;
    for (const std::string_view one : kWideSpaces)
      if (text.ends_with(one)) {
        text.remove_suffix(one.size());
        found = true;
      }
  }
  return whole - text.size();
}

std::size_t leading_invisible(std::string_view text) {
  return starts_with_any(text, kInvisible);
}

std::size_t leading_bullet(std::string_view text) {
  return starts_with_any(text, kBullets);
}

std::size_t leading_word(std::string_view text) {
  std::size_t bytes = 0;
  while (bytes < text.size()) {
    const base::CodePoint point = base::first_code_point(text.substr(bytes));
    if (!is_letter(point)) break;
    bytes += point.length;
  }
  return text.starts_with('-') ? 0 : bytes;
}

bool may_have_wide_sign(std::string_view text) {
  if (text.size() < 8)
    return std::any_of(text.begin(), text.end(), [](char c) {
      return c == '\xC2' || c == '\xE2' || c == '\xE3' || c == '\xEF';
    });
  for (std::size_t i = 0; i + 8 < text.size(); i += 8)
    if (begins_wide_sign(text.substr(i))) return true;
  return begins_wide_sign(text.substr(text.size() - 8));
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_chinese_at(std::string_view text) {
  if (text.empty()) return false;
  const char32_t c = base::first_code_point(text).value;
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFF65) ||
         (c >= 0x20000 && c <= 0x3FFFF) || c == 0x201C || c == 0x201D;
}

bool ends_with_chinese(std::string_view text) {
  return !text.empty() && is_chinese_at(last_character(text));
}

TwoReadings two_readings(std::string_view text) {
  if (text.empty() || text.size() > 64) return TwoReadings::no;
  if (text.size() <= 3 && is_truth(text)) return TwoReadings::truth;
  if (text[0] == '-' || text[0] == '+') text.remove_prefix(1);
  if (text.empty() || !is_digit(text[0])) return TwoReadings::no;
  if (is_base_sixty(text)) return TwoReadings::sixty;
  if (text.starts_with("0o") || text.starts_with("0b"))
    return text.size() > 2 && all_of(text.substr(2), "01234567")
               ? TwoReadings::octal
               : TwoReadings::no;
  const bool has_underscore = text.find('_') != std::string_view::npos;
  if (has_underscore)
    return all_of(text, "0123456789_.") ? TwoReadings::underscore
                                        : TwoReadings::no;
  if (!all_of(text, "0123456789")) return TwoReadings::no;
  if (text.size() > 1 && text[0] == '0') return TwoReadings::octal;
  const bool is_big =
      text.size() > kBiggestExact.size() ||
      (text.size() == kBiggestExact.size() && text > kBiggestExact);
  return is_big ? TwoReadings::too_big : TwoReadings::no;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace onething::yaml
