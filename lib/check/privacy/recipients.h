// SPDX-License-Identifier: Apache-2.0
//
// Personal data on the way: the flows of a workflow that move it, with the
// service that takes it.

#pragma once

#include <string>
#include <vector>

#include "check/facts.h"

namespace onething::check {

struct PersonalFlow {
  const Flow* flow = nullptr;
  const Step* step = nullptr;        // Null for the outcome,
  const Service* service = nullptr;  // and so is this.
};

// Flows of data handled as personal or sensitive.
std::vector<PersonalFlow> personal_flows(const WorkflowFacts& facts);

// "form.owners.id, form.owners.name" without repetition, in order of flows.
std::string paths_of(const Workflow& workflow,
                     const std::vector<const Flow*>& flows);

}  // namespace onething::check
