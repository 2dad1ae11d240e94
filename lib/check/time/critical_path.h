// SPDX-License-Identifier: Apache-2.0
//
// The critical path: the chain of steps that decides how long a case takes at
// most, by the limits that the services have.
//
// One after the other adds up, side by side the longest counts; steps that
// never happen in the same case are never on one path; what a step does for
// each element happens side by side. Prefills come before all steps, as the
// engine runs them. A service's promise counts, its statutory limit where it
// has none; a system without either answers at once. What a person does
// without a limit takes nobody knows how long: then the length is a lower
// bound, and `has_unknown` says so.
//
// Waiting for the applicant, pauses and retries are not in it.

#pragma once

#include <string>
#include <vector>

#include "check/facts.h"
#include "check/time/case_conditions.h"
#include "check/time/length.h"

namespace onething::check {

struct PathStep {
  const Step* step = nullptr;
  bool is_prefill = false;
  const Service* service = nullptr;
  const Limit* limit = nullptr;  // The one that counts.
  bool is_statutory = false;     // `limit` is, for want of a promise.
  Length length;

  // "register", "prefill.licence"
  std::string name() const;
};

struct CriticalPath {
  std::vector<PathStep> steps;  // Those that take time, in order.
  Length length;
  bool has_unknown = false;
  bool is_exact = true;  // Otherwise a longer path may have been missed.

  // "register 3wd → cancel 10d (8wd) → tax 1wd"
  std::string text() const;
};

// Prefills, then steps, each with the limit that counts.
std::vector<PathStep> path_steps(const WorkflowFacts& facts);
// By place in path_steps(): whom each waits for; the steps that wait for nobody
// wait for the prefills.
std::vector<std::vector<std::size_t>> path_waits(const WorkflowFacts& facts);

// Of all cases, or of those to whom that promise is made.
CriticalPath critical_path(const WorkflowFacts& facts,
                           CaseConditions& conditions,
                           std::size_t promise = unresolved);

}  // namespace onething::check
