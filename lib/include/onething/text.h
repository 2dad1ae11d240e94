// SPDX-License-Identifier: Apache-2.0
//
// Text as a terminal shows it: how many cells a text takes, and cutting and
// padding by cells, so that Chinese columns stand straight.
//
// Not a formatter. All texts are UTF-8; a byte that is not part of a valid
// sequence counts one cell. Pure and free of allocation where the name allows.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onething {

// Terminal cells: two for wide East Asian characters and emoji, none for
// combining marks, one for characters whose width is ambiguous.
std::size_t display_width(std::string_view text);

// `text` with spaces behind it up to `cells`; longer text is returned whole.
std::string pad(std::string_view text, std::size_t cells);

// The longest beginning of `text` that fits into `cells`, with "..." for what
// was cut off.
std::string shorten(std::string_view text, std::size_t cells);

// Lines of at most `cells`, broken at spaces and between wide characters.
std::vector<std::string> wrap(std::string_view text, std::size_t cells);

// Code points of a valid UTF-8 text.
std::size_t count_code_points(std::string_view text);

bool is_valid_utf8(std::string_view text);

// Up to three of `candidates` that a person may have meant by `typed`, closest
// first; empty when none is close. Distances are counted in code points, with a
// limit that grows with the length, so that two-character Chinese words are not
// confused with each other.
std::vector<std::string> did_you_mean(
    std::string_view typed, const std::vector<std::string_view>& candidates);

}  // namespace onething
