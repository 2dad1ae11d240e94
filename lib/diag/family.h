// SPDX-License-Identifier: Apache-2.0
//
// The family of a diagnostic code: what kind of rule was broken. The number
// says it, so that no table can disagree with it.
//
// Not the severity, which belongs to each code, and not a place in the code.

#pragma once

#include <string_view>

namespace onething {

// "shape", "names", "form", "types", "order", "once_only", "privacy", "time",
// "law", "safety", "reform", "people" or "notes" (about ignore notes); a
// literal.
std::string_view family_of(std::string_view code);

}  // namespace onething
