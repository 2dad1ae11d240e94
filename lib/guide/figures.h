// SPDX-License-Identifier: Apache-2.0
//
// The figures that applicants care for, over the situations they may be in:
// the least and the most of each.
//
// How is counted, measure/ knows; here only which figures, and over what.

#pragma once

#include <vector>

#include "check/facts.h"
#include "check/situations.h"
#include "onething/plan.h"

namespace onething::guides {

std::vector<PlannedFigure> figures_of(
    const check::WorkflowFacts& facts, const check::Situations& situations,
    const std::vector<check::Situation>& list);

}  // namespace onething::guides
