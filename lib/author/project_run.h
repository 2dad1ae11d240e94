// SPDX-License-Identifier: Apache-2.0
//
// One project read and checked by everything there is.
//
// Knows nothing of what was asked for: leaving out, ignoring and ordering the
// findings of several projects is check.cpp.

#pragma once

#include <cstddef>
#include <vector>

#include "author/targets.h"
#include "onething/load.h"
#include "onething/workers.h"

namespace onething::author {

struct ProjectRun {
  LoadedProject loaded;      // With the findings of all checks, in order.
  std::vector<bool> broken;  // By file: reading it gave errors.
  // By file: a workflow that was asked for needs it.
  std::vector<bool> needed;
  OnceOnlyCount once_only;
};

void add(OnceOnlyCount& sum, const OnceOnlyCount& more);

// A department is checked once, however many workflows use it.
ProjectRun run_project(const ProjectTexts& target, Date today,
                       Workers& workers);

}  // namespace onething::author
