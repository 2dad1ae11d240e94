// SPDX-License-Identifier: Apache-2.0
//
// Where a call of a service goes: the path of its contract with what the input
// says.
//
// Escaped as RFC 3986 asks; knows no host and calls nobody.

#pragma once

#include <string>
#include <string_view>

#include "onething/value.h"

namespace onething::model {

// "/taxpayers/{uscc}"; what the input does not say is empty.
std::string fill_path(std::string_view path, const Value& input);

}  // namespace onething::model
