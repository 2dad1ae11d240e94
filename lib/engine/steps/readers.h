// SPDX-License-Identifier: Apache-2.0
//
// Who in a case depends on what one step brings: whose formulas would fail
// without it, and who has acted after it.
//
// Reads formulas and the order of the definition; evaluates nothing.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/case_state.h"
#include "engine/definition.h"

namespace onething::engine {

// Anything has happened to it in this case.
bool is_touched(const StepState& step);

// Steps that are not settled yet, and "outcome", that read what `step` brings
// without asking whether it is there. Empty where the workflow itself says that
// it may bring nothing.
std::vector<std::string> broken_without(const Definition& definition,
                                        const CaseState& state,
                                        std::string_view step);

// Steps that wait for this one, directly or by others, and are touched.
std::vector<std::string> touched_after(const Definition& definition,
                                       const CaseState& state,
                                       std::string_view step);

}  // namespace onething::engine
