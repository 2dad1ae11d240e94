// SPDX-License-Identifier: Apache-2.0
//
// Answers as both connectors make them.
//
// Nothing that a department wrote gets into a Message: it may hold personal
// values. Pure.

#pragma once

#include <optional>
#include <string_view>

#include "onething/connector.h"

namespace onething::connect {

// An Answer with the identity of `call` and nothing else.
Answer answer_to(const Call& call);

Answer fail(const Call& call, CallFailure failure, Message detail);

// The department's document, when the text is one JSON object.
std::optional<Value> parse_document(std::string_view text);

}  // namespace onething::connect
