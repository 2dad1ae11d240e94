// SPDX-License-Identifier: Apache-2.0
//
// Answers that departments have laid down for calls made earlier: whose they
// are, and what they mean for the case.
//
// Decides nothing and moves nothing; drive.cpp hands them to the engine and has
// them put away once the case is stored.

#pragma once

#include <optional>
#include <vector>

#include "engine/case_state.h"
#include "onething/command.h"
#include "onething/connector.h"
#include "onething/store.h"

namespace onething::run {

// What to tell the engine; without it, why nobody can use what lies there.
struct ArrivalUse {
  std::optional<AnswerCall> command;
  Message unusable;
};
ArrivalUse use_of(const engine::CaseState& state, const Arrival& arrival);

// Those that exist; what lies there for others is put into quarantine.
Result<std::vector<CaseId>> cases_with_arrivals(Connector& departments,
                                                Store& store);

}  // namespace onething::run
