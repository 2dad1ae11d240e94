// SPDX-License-Identifier: Apache-2.0
//
// Two steps of a workflow: can both happen in one case, at the same time, do
// they send the same.
//
// Of values what is written is compared; that two formulas differ does not mean
// that their values do.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "check/facts.h"

namespace onething::check {

// Whether it is proven that never both happen.
bool never_both(const WorkflowFacts& facts, const Step& a, const Step& b);

// Whether both can be under way at one moment: as exploring has shown, or,
// where not all was explored, unless one waits for the other or never both
// happen.
bool side_by_side(const WorkflowFacts& facts, std::size_t a, std::size_t b);

// The same for equal values: formulas without their layout.
std::string text_of(const Template& value);
// The value for one input; empty when none is given.
std::string input_text(const Step& step, std::string_view input);
// All inputs, in the order of their names, and for_each.
std::string inputs_text(const Step& step);

}  // namespace onething::check
