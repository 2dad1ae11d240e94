// SPDX-License-Identifier: Apache-2.0
//
// What is fixed about types and not written by authors: the members of a
// person, the names that people read, and how a field is found by its id.
//
// Not the check of a value (conform.h) and not the words of the documents
// (onething/type.h).

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "onething/type.h"

namespace onething::model {

// name and id, and a phone that may be left out.
std::vector<Field> person_fields();

// "统一社会信用代码", "uniform social credit code" …
Message type_name(TypeKind kind);

const Field* find_field(std::span<const Field> fields, std::string_view id);

std::vector<std::string_view> field_ids(std::span<const Field> fields);

}  // namespace onething::model
