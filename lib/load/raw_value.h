// SPDX-License-Identifier: Apache-2.0
//
// Nodes as plain values, before any type has a say.
//
// Scalars stay text, because the form or the contract decides what they are. No
// places are kept; whoever reports a defect looks it up in the nodes again.

#pragma once

#include <string>

#include "onething/value.h"
#include "yaml/node.h"

namespace onething::load {

Value raw_value(const yaml::Node& node);

// JSON may be indented with tabs, YAML may not; a blank is as wide in bytes.
std::string without_json_tabs(std::string text);

}  // namespace onething::load
