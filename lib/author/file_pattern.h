// SPDX-License-Identifier: Apache-2.0
//
// Patterns of file names: `*` and `?` inside one name, `[a-z]` one character,
// `**` any number of folders. The same for the command line and .gitignore.
//
// Case counts; no braces, no escapes but `\` before a special character.

#pragma once

#include <string_view>

namespace onething::author {

bool is_pattern(std::string_view text);

// Both with `/` between names and none in front. Takes time in proportion to
// the product of both lengths at worst.
bool matches(std::string_view pattern, std::string_view path);

}  // namespace onething::author
