// SPDX-License-Identifier: Apache-2.0
//
// Regular expressions that authors write beside a text field, matched in linear
// time. Not the `matches` function of formulas, though the syntax is the same:
// RE2, https://github.com/google/re2/wiki/Syntax.

#pragma once

#include <string_view>

namespace onething::expr {

// Whether `pattern` is one that can be used, memory bound included.
bool is_pattern(std::string_view pattern);

// Whether `text` as a whole fits; false for a pattern that cannot be used.
bool matches_whole(std::string_view pattern, std::string_view text);

}  // namespace onething::expr
