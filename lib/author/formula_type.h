// SPDX-License-Identifier: Apache-2.0
//
// What a formula gives for any data that look like these: its type as the
// checker deduces it, before it runs.
//
// Says nothing of mistakes, which running the formula shows (formula_run.h).

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "author/formula_run.h"

namespace onething::author {

// As CEL writes it: "optional_type(int)". Empty where the checker cannot say,
// or where dyn would be a part of it.
std::string formula_type(std::string_view formula,
                         std::span<const NamedValue> names);

}  // namespace onething::author
