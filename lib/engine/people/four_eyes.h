// SPDX-License-Identifier: Apache-2.0
//
// Four eyes (not_by): whoever has acted in one of two steps may not act in the
// other, in person, as a delegate, or by taking it over.
//
// Who may act at all is asked of the policy; see permission.h.

#pragma once

#include <optional>
#include <string>

#include "engine/draft.h"

namespace onething::engine {

// Why this person may not do this task; nothing when they may.
std::optional<Rejection> refuse_second_hand(const Draft& draft,
                                            const TaskState& task,
                                            const std::string& person);

}  // namespace onething::engine
