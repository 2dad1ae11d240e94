// SPDX-License-Identifier: Apache-2.0
//
// Does a running case fit another version of its workflow? Everything that it
// has gone through must have its place there, and nothing that it holds may be
// lost unless somebody said so.
//
// Pure, and asked twice: to say beforehand which cases fit, and again when one
// is moved. Says all that stands in the way at once.

#pragma once

#include <vector>

#include "engine/case_state.h"
#include "engine/definition.h"

namespace onething::engine {

struct Fit {
  std::vector<CaseDefect> problems;  // Empty: it fits.
  CaseMigrated event;                // Without reason and actor.
};

// `from` is the definition of the case as it is.
Fit fit(const Definition& from, const MigrationTarget& target,
        const CaseState& state, const Migration& mapping);

// What stands in the way of one step that has a history (fit_step.cpp); the
// event is told what is kept of it.
void fit_step(const Definition& from, const Definition& to,
              const CaseState& state, const Migration& mapping,
              const StepState& step, Fit& fit);

// What stands in the way of whoever the case acts for: they are to get what was
// agreed with them, of the type that was agreed (fit_outcome.cpp).
void fit_outcome(const Definition& to, const Service& acts_for, Fit& fit);

}  // namespace onething::engine
