// SPDX-License-Identifier: Apache-2.0
//
// How words, signs and scalars are spelled, as far as mistypings are recognised
// by it.
//
// Pure questions about short texts; what is said of a mistyping is in
// mistyping.h.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onething::yaml {

inline constexpr std::string_view kFullWidthColon = "\xEF\xBC\x9A";
inline constexpr std::string_view kFullWidthComma = "\xEF\xBC\x8C";
inline constexpr std::string_view kListComma = "\xE3\x80\x81";
inline constexpr std::string_view kFullWidthSpace = "\xE3\x80\x80";
inline constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
inline constexpr std::string_view kLeftQuote = "\xE2\x80\x9C";
inline constexpr std::string_view kRightQuote = "\xE2\x80\x9D";

// Bytes of the wide or no-break spaces at the beginning or end.
std::size_t leading_wide_spaces(std::string_view text);
std::size_t trailing_wide_spaces(std::string_view text);

// Bytes of one zero-width character at the beginning, or 0.
std::size_t leading_invisible(std::string_view text);

// Bytes of a dash or dot that some type for `-` before a list item, or 0.
std::size_t leading_bullet(std::string_view text);

// Bytes of a word that may be a key: letters, digits, `_`, `-`, Chinese
// characters; no punctuation and no spaces. 0 if there is none.
std::size_t leading_word(std::string_view text);

// False when no sign or space of full width and no invisible character can be
// in it, which one glance at each byte tells: Chinese characters begin with
// other bytes.
bool may_have_wide_sign(std::string_view text);

bool is_ascii(std::string_view text);
bool is_chinese_at(std::string_view text);      // The first character.
bool ends_with_chinese(std::string_view text);  // Signs included.

enum class TwoReadings { no, truth, octal, sixty, underscore, too_big };

// Whether YAML 1.1 and 1.2, or two programs of 1.2, read a plain scalar
// differently.
TwoReadings two_readings(std::string_view text);

// `text` as a quoted scalar on one line.
std::string quoted(std::string_view text);

}  // namespace onething::yaml
