// SPDX-License-Identifier: Apache-2.0
//
// Running one case of the public suite of CEL: what it asks for and whether we
// give it. Parsing, checking and evaluating are judged apart, because the suite
// knows the answer to each.
//
// Counts nothing and drops nothing; that is cel_test.cpp and dropped.def.

#pragma once

#include <string>
#include <vector>

#include "conformance/cel_case.h"

namespace onething::conformance {

// What is wrong, one line each; nothing when the case passes.
std::vector<std::string> run_case(const CelCase& one);

// Whether the formula gives `true` without any names.
bool gives_true(const CelCase& one);

}  // namespace onething::conformance
