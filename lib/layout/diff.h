// SPDX-License-Identifier: Apache-2.0
//
// What laying out would change, in the form that `patch` and reviewers read.
//
// Not a general comparison: layout neither joins nor breaks lines, so that
// lines correspond one to one, blank ones aside. That takes linear time.

#pragma once

#include <string>
#include <string_view>

namespace onething::layout {

// A unified diff with three lines of context; empty for equal texts.
std::string unified_diff(std::string_view path, std::string_view before,
                         std::string_view after);

}  // namespace onething::layout
