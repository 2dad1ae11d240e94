// SPDX-License-Identifier: Apache-2.0
//
// One rule for each type whose values are written as one text: whether a value
// fits, what it becomes, and why not.
//
// Knows neither titles nor records; conform.cpp walks those.

#pragma once

#include <variant>

#include "onething/type.h"

namespace onething::model {

// The typed value, or why `raw` is none: one clause, "form.…".
using Typed = std::variant<Value, Message>;

// Not for lists, objects and persons.
Typed type_scalar(const Value& raw, const Type& type);

// What kind of thing `raw` is, for people: "一段文字", "a list" …
Message kind_of_value(const Value& raw);

// Field identifiers (scalar_identifiers.cpp): why `text` is not one, or an
// empty Message. The text itself is never part of the answer, because most are
// personal.
Message mistake_in_identifier(std::string_view text, TypeKind kind);

}  // namespace onething::model
