// SPDX-License-Identifier: Apache-2.0
//
// Walking through texts by code points, as CEL counts.
//
// Texts are valid UTF-8; broken bytes count one each, so that nothing here can
// run past the end. Not about cells of a terminal: those are in
// onething/text.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace onething::expr {

// Bytes of the code point at `at`, which lies within the text.
std::size_t width_at(std::string_view text, std::size_t at);

// The byte where code point number `index` begins; the end of the text for the
// one behind the last; nothing beyond.
std::optional<std::size_t> byte_of(std::string_view text, std::int64_t index);

// How many code points begin before `byte`.
std::int64_t points_before(std::string_view text, std::size_t byte);

}  // namespace onething::expr
