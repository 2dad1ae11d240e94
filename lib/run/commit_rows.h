// SPDX-License-Identifier: Apache-2.0
//
// What the store keeps of a decision: records, and the rows by which cases,
// tasks, timers, movements of data and calls are found again.
//
// A pure translation between the engine's words and the store's; it decides
// nothing.

#pragma once

#include "engine/decide.h"
#include "onething/store.h"

namespace onething::run {

// `before` is how many events the history has, `epoch` the lease's.
CaseCommit to_commit(const engine::Definition& definition,
                     const engine::Decided& decided, std::int64_t before,
                     std::int64_t epoch);

// A stored history as events, and folded.
Result<engine::CaseState> fold(const std::vector<Record>& history);

}  // namespace onething::run
