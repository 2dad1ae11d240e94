// SPDX-License-Identifier: Apache-2.0
//
// What one situation asks of an applicant, as the figures of metrics: counted
// by check/reform/counts.h, with the time.

#pragma once

#include <array>
#include <cstdint>

#include "check/situations.h"
#include "onething/metrics.h"

namespace onething::measure {

using Counts = std::array<std::int64_t, figure_count>;

// Without the time by path, which the caller knows: `path_days`.
Counts count(const check::WorkflowFacts& facts,
             const check::Situations& situations,
             const check::Situation& situation, const MetricChoices& choices,
             std::int64_t path_days);

}  // namespace onething::measure
