// SPDX-License-Identifier: Apache-2.0
//
// What the formulas of a step read: the data makes the order, and says whose
// data moves.
//
// Reads trees only; whether the named steps exist is not asked here.

#pragma once

#include <string>
#include <vector>

#include "onething/workflow.h"

namespace onething::engine {

inline constexpr const char* kApplicant = "applicant";
// Names for "whatever is below this root"; no step can be called so.
inline constexpr const char* kEveryPrefill = "prefill.*";
inline constexpr const char* kEveryStep = "steps.*";

// Ids of plans ("register", "prefill.licence") that any formula of the step
// reads, each once.
std::vector<std::string> needed_steps(const Step& step);

// Where the value of one template comes from: kApplicant or ids of plans.
std::vector<std::string> origins_of(const Step& step, const Template& value);

// Whether a formula in it reads something of the case itself.
bool reads_case(const Template& value);

}  // namespace onething::engine
