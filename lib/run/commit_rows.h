// SPDX-License-Identifier: Apache-2.0
//
// What the store keeps of a decision: records, and the rows by which cases,
// and tasks are found again.
//
// A pure translation between the engine's words and the store's; it decides
// nothing.

#pragma once

#include <span>

#include "engine/decide.h"
#include "onething/store.h"

namespace onething::run {

// Adds the events of one decision, and what they leave; `after` is the state
// that they led to. Several decisions may go into one commit, in their order.
void add_events(std::span<const engine::Event> events,
                const engine::CaseState& after, CaseCommit& commit);

// The row of the case; its length is the store's business.
CaseRow to_row(const engine::Definition& definition,
               const engine::CaseState& state);

// A person must act before it can go on; also after the end: what is in force
// although nothing stands behind it.
bool needs_a_person(const engine::Definition& definition,
                    const engine::CaseState& state);

// Folds a stored history, or what follows one, into `state`.
Status fold(std::span<const Record> history, engine::CaseState& state);

}  // namespace onething::run
