// SPDX-License-Identifier: Apache-2.0
//
// Tasks that belong to the case itself and to no step: deciding on acceptance,
// agreeing to a second notice, delivering, looking at what is late.
//
// Work on steps is in tasks.h.

#pragma once

#include <optional>
#include <string>

#include "engine/draft.h"
#include "onething/command.h"
#include "onething/workflow.h"

namespace onething::engine {

// For `office`; without a department the lead's, without a role the fallback
// team's.
void open_case_task(Draft& draft, const std::string& kind,
                    const Office& office);

// One EndTask on a task without a step; what follows from it is emitted.
std::optional<Rejection> end_case_task(Draft& draft, const EndTask& wish,
                                       const TaskState& task);

// Acceptance begins: by the receipt itself, or by whoever decides on it.
void receive(Draft& draft);
void accept(Draft& draft);

// Whether the open task of this kind exists.
bool has_open_task(const CaseState& state, std::string_view kind);

}  // namespace onething::engine
