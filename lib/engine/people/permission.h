// SPDX-License-Identifier: Apache-2.0
//
// Whether who gives a command may: what the policy says of the actor, and what
// an agent's authority covers.
//
// Asked before any handler, so that nobody who may not learns more than that.
// Four eyes (not_by) are asked where a task is taken up; see four_eyes.h.

#pragma once

#include <optional>

#include "engine/case_state.h"
#include "engine/definition.h"
#include "onething/command.h"
#include "onething/policy.h"

namespace onething::engine {

// A case as the policy asks for it, without an owner.
Subject subject_of(const Definition& definition, const CaseState& state);

// Nothing when the command may be carried out. What does not exist is left to
// the handler to say.
std::optional<Rejection> refuse_by_policy(const Definition& definition,
                                          const CaseState& state,
                                          const Command& command, Instant now);

}  // namespace onething::engine
