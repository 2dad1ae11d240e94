// SPDX-License-Identifier: Apache-2.0
//
// What a service does to the department's records, as far as its contract says.
//
// Only the contract: whether a step of some workflow matters there is for the
// checks to judge.

#pragma once

#include <string_view>
#include <vector>

#include "check/facts.h"

namespace onething::check {

// `reads_only: true`, or a GET, which may change nothing.
bool is_reading(const Service& service);

// "GET", "PUT" …; POST where nothing is written. Not for a person.
std::string_view method_of(const Service& service);

// The service of the same department that `undo` names; null without one, or
// when there is no such service.
const Service* undo_of(const Department& department, const Service& service);

// By step: the applicant is given something that comes from it.
std::vector<bool> steps_in_outcome(const WorkflowFacts& facts);

}  // namespace onething::check
