// SPDX-License-Identifier: Apache-2.0
//
// Reading JSON text into a Value, for the plain and the canonical form. The one
// door to the RapidJSON library.
//
// Strict: no comments, no trailing commas, no second member of one name, no
// invalid UTF-8. Reads without recursion.

#pragma once

#include <string_view>

#include "onething/result.h"
#include "onething/value.h"

namespace onething::value {

// Turns an object that was just read into what it stands for, in place; false
// when it stands for nothing.
using Untag = bool (*)(Value& object);

struct ReadOptions {
  int depth_max;
  Untag untag;  // Null for plain JSON.
};

// In the canonical form the content of {"$object": {...}} is not untagged.
inline constexpr std::string_view literal_tag = "$object";

Result<Value> read_json(std::string_view json, const ReadOptions& options);

}  // namespace onething::value
