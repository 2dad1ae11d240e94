// SPDX-License-Identifier: Apache-2.0
//
// How messages show the names of functions: operators have names such as `_+_`
// in a tree, and people write `+`.
//
// Not for names that people gave; those are shown as they are.

#pragma once

#include <string>
#include <string_view>

namespace onething::expr {

// `+` for `_+_`, `in` for `@in`; other names as they are.
std::string display_name(std::string_view function);

}  // namespace onething::expr
