// SPDX-License-Identifier: Apache-2.0
//
// What one situation asks of an applicant, counted.
//
// Pure arithmetic over the facts; how is counted, the choices say.

#pragma once

#include <array>
#include <cstdint>

#include "measure/situations.h"
#include "onething/metrics.h"

namespace onething::measure {

using Counts = std::array<std::int64_t, figure_count>;

// Without the time by path, which deadline.h computes: `path_days`.
Counts count(const check::WorkflowFacts& facts, const Situations& situations,
             const Situation& situation, const MetricChoices& choices,
             std::int64_t path_days);

}  // namespace onething::measure
