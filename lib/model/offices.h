// SPDX-License-Identifier: Apache-2.0
//
// Who acts in a workflow besides those who perform its services.
//
// Reads only; the offices live in the workflow.

#pragma once

#include <vector>

#include "onething/workflow.h"

namespace onething::model {

// Acceptance, delivery, escalation, fallback of steps, events of states.
std::vector<const Office*> offices(const Workflow& workflow);

}  // namespace onething::model
