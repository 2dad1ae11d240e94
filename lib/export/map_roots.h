// SPDX-License-Identifier: Apache-2.0
//
// What formulas of an export map may read, in the order of their bindings.
//
// Not the outcome: it is made of these, and masking asks what it is made of.

#pragma once

#include <array>
#include <string_view>

namespace onething::exchange {

inline constexpr std::array<std::string_view, 4> map_roots = {
    "form", "prefill", "materials", "steps"};

}  // namespace onething::exchange
