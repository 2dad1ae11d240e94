// SPDX-License-Identifier: Apache-2.0
//
// Fields and types of the schema: `uscc: uscc` in short, `{type: money, …}` in
// full, lists and records of these.
//
// Not how a value is held against its type: that is model/conform.h.

#pragma once

#include <vector>

#include "load/reading.h"

namespace onething::load {

// Where a field stands decides which keys make sense for it.
enum class FieldPlace { form, input, output, record_held, member };

std::vector<Field> read_fields(Reading& reading, const yaml::Node& node,
                               FieldPlace place);

}  // namespace onething::load
