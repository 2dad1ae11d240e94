// SPDX-License-Identifier: Apache-2.0
//
// What the store keeps of a decision: records, and the rows by which cases,
// tasks, timers, movements of data and calls are found again.
//
// A pure translation between the engine's words and the store's; it decides
// nothing.

#pragma once

#include <span>

#include "engine/decide.h"
#include "onething/store.h"
#include "run/call_book.h"

namespace onething::run {

// Adds what one decision leaves, and takes it into `calls`. Several decisions
// may go into one commit, in their order.
void add_decision(const engine::Decided& decided, CallBook& calls,
                  CaseCommit& commit);

// The row of the case; its length is the store's business.
CaseRow to_row(const engine::Definition& definition,
               const engine::CaseState& state);

// Folds a stored history, or what follows one, into `state`; `calls` may be
// null.
Status fold(std::span<const Record> history, engine::CaseState& state,
            CallBook* calls);

}  // namespace onething::run
