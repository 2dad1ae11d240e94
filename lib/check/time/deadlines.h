// SPDX-License-Identifier: Apache-2.0
//
// Limits tried on the calendar: from every day on which a case can be accepted,
// whether its steps end in time.
//
// For each promise with the situations of those to whom it is made, and for the
// law's limit with all. Where in one situation all happens that happens in
// another, the other is not tried: it never takes longer.

#pragma once

#include <cstddef>
#include <vector>

#include "check/situations.h"
#include "check/time/step_times.h"

namespace onething::check {

struct DeadlineTrial {
  const Limit* limit = nullptr;
  const Formula* when = nullptr;  // Of the promise; null for the law's limit.
  Date first, last;  // Every day between was tried as day of acceptance.
  std::size_t days = 0;
  std::size_t missed = 0;  // Of them.
  // The worst, and the steps that decide it: by place in path_steps().
  Date start, end, due;
  std::vector<std::size_t> nodes = {};
};

// Limits in days only; without those that the calendar does not reach.
std::vector<DeadlineTrial> try_deadlines(const WorkflowFacts& facts,
                                         const StepTimes& times,
                                         const Situations& situations,
                                         const std::vector<Situation>& list);

}  // namespace onething::check
