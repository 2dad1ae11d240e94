// SPDX-License-Identifier: Apache-2.0
//
// What may stand under a key apart from the mappings of keys.def: texts, ids,
// limits, flags, formulas, lists of words.
//
// A scalar may be of any kind that YAML gives it, because it takes its type
// from us: a version `1.0` and a telephone number are texts. Formulas are not
// looked into; that is the checker's work.

#pragma once

#include <optional>
#include <string_view>

#include "onething/message.h"
#include "onething/value.h"

namespace onething::schema {

// Both languages, joined, when none is chosen.
using Languages = std::optional<Language>;

std::string say(std::string_view text, Languages languages);

// All shapes by name.
Object shapes(Languages languages);

// The schema for what a key's shape names: "map:step", "list:event", "limit".
Object reference(std::string_view shape);

}  // namespace onething::schema
