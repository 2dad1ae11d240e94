// SPDX-License-Identifier: Apache-2.0
//
// Who of the people of a project could claim the task of a step.
//
// Of the roles that the policy lets claim; channels are not asked, because a
// person may have several.

#pragma once

#include <vector>

#include "check/facts.h"

namespace onething::check {

// Empty where the step is not done by a person; then there is nothing to claim.
std::vector<const Person*> candidates(const WorkflowFacts& facts,
                                      const Step& step);

bool is_by_person(const WorkflowFacts& facts, const Step& step);

}  // namespace onething::check
