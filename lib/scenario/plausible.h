// SPDX-License-Identifier: Apache-2.0
//
// Values that fit their types and mean nothing: what somebody fills in or
// answers in a scenario that the program writes itself.
//
// Invented people and businesses only. Patterns are not read: what does not fit
// is found out by whoever checks the form.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "onething/scenarios.h"

namespace onething::scenario {

Value plausible(const Type& type);
// All members that are not optional.
Value plausible(const std::vector<Field>& fields);

// One of those that a condition tells apart, as a story says it: `"sole"`,
// `true`, `> 5, < 9`, `!= "sole"`, `*`. Null for one that is not there; nothing
// where no such value can be made up.
std::optional<Value> value_in_words(const Type& type, std::string_view words);

// A form and materials of which nothing is wrong, with `chosen` ({path: value})
// in the form; nothing where that cannot be made up.
struct PlausibleApplication {
  Value form;
  Value materials;
};
std::optional<PlausibleApplication> plausible_application(
    const Workflow& workflow,
    const std::vector<std::pair<std::string, Value>>& chosen);

// The field under a path such as "name.region"; null when there is none.
const Field* field_at(const std::vector<Field>& fields, std::string_view path);

// Puts a value under a path; null takes it away.
void put(Value& object, std::string_view path, Value value);

}  // namespace onething::scenario
