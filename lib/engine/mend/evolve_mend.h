// SPDX-License-Identifier: Apache-2.0
//
// How moving a case to another version, and repairing it, change its state.
//
// Part of evolve(); knows no workflow: the order and the names of the new
// version stand in the event.

#pragma once

#include "engine/case_state.h"

namespace onething::engine {

// Steps, their outputs, tasks, acts and clocks under their new names; what the
// new version does not have is gone from them.
void move_to_version(CaseState& state, const CaseMigrated& migrated,
                     Instant at);

// Notes the repair and marks the steps that have to be looked at again. The
// output of a step that was done is for the caller.
void note_repair(CaseState& state, const CaseRepaired& repaired, Instant at);

}  // namespace onething::engine
