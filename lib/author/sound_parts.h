// SPDX-License-Identifier: Apache-2.0
//
// What can be said of formulas and of the order of steps in a workflow that
// loading has found errors in: about the parts that no error touches.
//
// A part is a field, a prefill, a material or a step. Silent about a part with
// an error, about all that reads it or waits for it, however far away, and
// about everything where the error may concern the whole. Other families wait
// until the errors are mended: what seems unused may only be misspelt.

#pragma once

#include "check/project_facts.h"
#include "onething/diagnostic.h"
#include "onething/workflow.h"

namespace onething::author {

// `loading`: what loading found in all files. Adds to `out`.
void check_sound_parts(const check::ProjectFacts& project,
                       const Workflow& workflow, const Diagnostics& loading,
                       Diagnostics& out);

}  // namespace onething::author
