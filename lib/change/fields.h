// SPDX-License-Identifier: Apache-2.0
//
// Lists of fields compared: what is there now, what is gone, what takes more or
// less than before. For forms, and for what services take and give.
//
// Which kind of change it is, the caller says.

#pragma once

#include <string>
#include <vector>

#include "change/conditions.h"
#include "change/pair.h"

namespace onething::change {

struct FieldKinds {
  Kind added, added_optional, removed, required, optional;
  Kind narrower, wider, other_type;
  ConditionKinds conditions;
};

// `root` is the place of the list: "form", "services.tax/change.input".
void compare_fields(Pair& pair, const std::string& root,
                    const std::vector<Field>& before,
                    const std::vector<Field>& after, const FieldKinds& kinds);

// Without members, which are compared one by one. `same` where both take the
// same values.
Relation compare_types(const Type& before, const Type& after);

}  // namespace onething::change
