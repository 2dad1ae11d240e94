// SPDX-License-Identifier: Apache-2.0
//
// What a service does to the department's records (model/service_facts.h), and
// what of it the applicant is given in the end.
//
// Whether a step of some workflow matters there is for the checks to judge.

#pragma once

#include <vector>

#include "check/facts.h"
#include "model/service_facts.h"

namespace onething::check {

using model::is_reading;
using model::method_of;
using model::undo_of;

// By step: the applicant is given something that comes from it.
std::vector<bool> steps_in_outcome(const WorkflowFacts& facts);

}  // namespace onething::check
