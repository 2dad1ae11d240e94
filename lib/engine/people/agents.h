// SPDX-License-Identifier: Apache-2.0
//
// What bars an agent (登记注册代理): the workflow, a missing real-name check,
// an authority that does not cover the act or is over, being too young, being
// somebody else in the same case as well.
//
// Asked when an agent hands a case in and at every later act of theirs, because
// an authority may have ended meanwhile.

#pragma once

#include <optional>

#include "engine/case_state.h"
#include "engine/definition.h"
#include "onething/command.h"
#include "onething/policy.h"

namespace onething::engine {

// Nothing when no agent acts, or when this one may.
std::optional<Rejection> refuse_agent(const Definition& definition,
                                      const CaseState& state,
                                      const Command& command, onething::Act act,
                                      Instant now);

}  // namespace onething::engine
