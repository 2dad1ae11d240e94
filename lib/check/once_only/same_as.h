// SPDX-License-Identifier: Apache-2.0
//
// What `same_as` names. On a form: `field` or `record.member` is another field
// of that form, `department/field` one that the department holds. In a
// department's file a plain name is a field that this department holds.

#pragma once

#include <string_view>
#include <vector>

#include "onething/workflow.h"

namespace onething::check {

struct SameAs {
  // Null: a field of the form, or no such department.
  const Department* department = nullptr;
  bool names_department = false;     // There is a `/` in it.
  std::vector<const Field*> fields;  // The way down; empty when unknown.
  // What could stand in place of the first name that is unknown.
  std::vector<std::string_view> candidates;

  const Field* field() const {
    return fields.empty() ? nullptr : fields.back();
  }
};

// `own`: what a plain name is looked up in.
SameAs resolve_same_as(const Project& project, const std::vector<Field>& own,
                       std::string_view text);

}  // namespace onething::check
