// SPDX-License-Identifier: Apache-2.0
//
// Tokens to text: what stands between them, by the rules of the canonical
// layout (docs/layout.md). The tokens themselves are copied as they are.

#pragma once

#include <string>
#include <string_view>

#include "layout/tokens.h"

namespace onething::layout {

std::string print(std::string_view text, const Tokens& tokens);

}  // namespace onething::layout
