// SPDX-License-Identifier: Apache-2.0
//
// The longest chain of promised days through a workflow's steps.
//
// An estimate for advice: every step is taken to happen, and hours count as no
// day. Whether a promise can be kept is the time checks' affair.

#pragma once

#include <cstdint>
#include <optional>

#include "check/facts.h"

namespace onething::check {

// Nothing when some step's service promises no time. With `without` as if that
// wait (of `facts.waits`) were not there.
std::optional<std::int64_t> promised_days(const WorkflowFacts& facts,
                                          const Wait* without = nullptr);

}  // namespace onething::check
