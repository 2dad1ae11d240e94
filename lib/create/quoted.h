// SPDX-License-Identifier: Apache-2.0
//
// A text that somebody typed as a YAML scalar: plain where it can be, in quotes
// else.
//
// Not for formulas or keys, which are ours.

#pragma once

#include <string>
#include <string_view>

namespace onething::create {

std::string quoted(std::string_view text);

}  // namespace onething::create
