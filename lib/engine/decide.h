// SPDX-License-Identifier: Apache-2.0
//
// The heart of onething: what a command means for a case.
//
//   decide(definition, state, command, now)  -> events, or a rejection
//   evolve(state, event)                     -> the next state
//   pending_effects(definition, state)       -> what the world is owed
//
// All three are pure. They read no clock, no database, no random source and no
// environment: whatever they may know is in their arguments. run/ is the only
// place that does I/O around them.
//
// Invariant: evolve() accepts, in the given state, every event decide() returns
// for that state, and the status it leads to is a line of transitions.def.

#pragma once

#include <variant>
#include <vector>

#include "engine/case_state.h"
#include "engine/definition.h"
#include "engine/event.h"
#include "onething/command.h"

namespace onething::engine {

// What was decided: the events, and the state after them (the same that folding
// evolve() over them gives), so that nobody computes it twice. No events: the
// command was understood and changes nothing, such as a late repetition.
struct Decided {
  std::vector<Event> events;
  CaseState state;
};
using Decision = std::variant<Decided, Rejection>;

// `now` is when the command was accepted, not when this function runs: the same
// command with the same `now` gives the same events. Takes the state by value,
// because the new state grows out of it.
//
// Every command also starts whatever can start after it, so that one transition
// is one transaction.
//
// `target` is for MigrateCase only: after it, the state goes with that
// definition.
Decision decide(const Definition& definition, CaseState state,
                const Command& command, Instant now,
                const MigrationTarget& target = {});

// The same on the state where it lies, which a case of many steps is spared the
// moving of. After a rejection it is of no use any more.
using Emitted = std::variant<std::vector<Event>, Rejection>;
Emitted decide_on(const Definition& definition, CaseState& state,
                  const Command& command, Instant now,
                  const MigrationTarget& target = {});

}  // namespace onething::engine
