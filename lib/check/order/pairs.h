// SPDX-License-Identifier: Apache-2.0
//
// Two steps of a workflow side by side: can both happen in one case, do they
// send the same.
//
// Compares what is written; that two formulas differ does not mean that their
// values do.

#pragma once

#include <string>

#include "check/facts.h"

namespace onething::check {

// Whether it is proven that never both happen.
bool never_both(const WorkflowFacts& facts, const Step& a, const Step& b);

// The same for equal values: formulas without their layout.
std::string text_of(const Template& value);
// The value for one input; empty when none is given.
std::string input_text(const Step& step, std::string_view input);
// All inputs, in the order of their names, and for_each.
std::string inputs_text(const Step& step);

}  // namespace onething::check
