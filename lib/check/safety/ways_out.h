// SPDX-License-Identifier: Apache-2.0
//
// Whether a case can go on without a step that may wait for ever.
//
// By how steps are grouped; whether a condition is ever met is not asked here.

#pragma once

#include "onething/workflow.h"

namespace onething::check {

// The step is one of a group of which others suffice.
bool has_alternative(const Workflow& workflow, const Step& step);

}  // namespace onething::check
