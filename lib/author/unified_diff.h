// SPDX-License-Identifier: Apache-2.0
//
// Two texts compared line by line, as `patch` and reviewers read it.
//
// Finds the fewest changed lines (Myers) as long as they are not very many;
// else one block. Knows nothing of YAML.

#pragma once

#include <string>
#include <string_view>

namespace onething::author {

// With three lines of context; empty for equal texts.
std::string unified_diff(std::string_view path, std::string_view before,
                         std::string_view after);

}  // namespace onething::author
