// SPDX-License-Identifier: Apache-2.0
//
// Values in the JSON form of cel.expr.Value, which implementations of CEL use
// to test each other: {"int64Value":"1"}, {"listValue":{"values":[…]}}.
//
// Messages other than Timestamp and Duration are not read. Money, dates and
// terms, which CEL does not know, travel as objects with a type of ours:
// {"objectValue":{"@type":"onething/money","value":"1.00"}}.

#pragma once

#include "onething/result.h"
#include "onething/value.h"

namespace onething::value {

// The JSON that stands for `value`.
Value to_cel_json(const Value& value);

// The value that `json` stands for; invalid (json.bad_cel_value) when it is in no
// such form or a kind of value that formulas do not have.
Result<Value> from_cel_json(const Value& json);

// Whether `json` is in that form, as opposed to plain JSON.
bool is_cel_json(const Value& json);

}  // namespace onething::value
