// SPDX-License-Identifier: Apache-2.0
//
// Whether what came out of a step is what was agreed: the contract's output,
// and what the reform promises not to change (`keep:`).
//
// Answers of departments and results of people are checked alike; what happens
// to a bad one differs and is decided by the caller.

#pragma once

#include <vector>

#include "engine/draft.h"

namespace onething::engine {

struct CheckedOutput {
  Value value;  // Typed.
  std::vector<CaseDefect> defects;
  Message failure;  // The first defect as one sentence; empty when all is well.
};

CheckedOutput check_output(const Draft& draft, const StepPlan& plan,
                           const RunName& run, const Value& raw);

}  // namespace onething::engine
