// SPDX-License-Identifier: Apache-2.0
//
// The static types of the public suite of CEL: what it declares and what it
// expects, in the words of our checker.
//
// Only for cel_run.cpp. Types of protobuf stay names.

#pragma once

#include <string>
#include <vector>

#include "conformance/cel_case.h"

namespace onething::conformance {

// What is wrong with the types that the checker finds.
void judge_type(const CelCase& one, std::vector<std::string>& wrong);

}  // namespace onething::conformance
