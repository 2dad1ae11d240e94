// SPDX-License-Identifier: Apache-2.0
//
// The reform's figures as the workflow file itself gives them, to be set beside
// `before`: departments, steps, visits, materials, time.
//
// The most that any applicant meets (counts.h). Figures of cases that ran are
// not here; those come from the store.

#pragma once

#include <cstdint>
#include <optional>

#include "check/facts.h"

namespace onething::check {

struct AfterFigures {
  std::int64_t departments = 0;
  std::int64_t steps = 0;
  std::int64_t visits = 0;
  std::int64_t materials_max = 0;  // Asked of one applicant at most.
  std::optional<Term> time;        // The longest promise.
  bool is_exact = true;  // Otherwise as if all conditions held at once.
};

// Over all situations; costs a proof for each pair of conditions.
AfterFigures after_figures(const WorkflowFacts& facts);
// As if all conditions held at once: never less, and cheap.
AfterFigures figures_at_most(const WorkflowFacts& facts);

struct InputCounts {
  std::int64_t all = 0;     // That steps take from somebody …
  std::int64_t shared = 0;  // … and of these, from departments.
};
InputCounts inputs_of(const WorkflowFacts& facts);

// Departments with a step or a prefill; two are enough to be a one-thing.
bool involves_several_departments(const WorkflowFacts& facts);

}  // namespace onething::check
