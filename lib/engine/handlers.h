// SPDX-License-Identifier: Apache-2.0
//
// The handlers that transitions.def names: one for each command, and one for
// what comes too late. Each finds its own alternative in `command.what`.
//
// Not for callers of the engine; they call decide().

#pragma once

#include <optional>

#include "engine/draft.h"
#include "onething/command.h"

namespace onething::engine {

std::optional<Rejection> on_submit(Draft& draft, const Command& command);
std::optional<Rejection> on_advance(Draft& draft, const Command& command);
std::optional<Rejection> on_answer(Draft& draft, const Command& command);
std::optional<Rejection> on_interrupt(Draft& draft, const Command& command);
std::optional<Rejection> on_claim(Draft& draft, const Command& command);
std::optional<Rejection> on_end_task(Draft& draft, const Command& command);
std::optional<Rejection> on_supplement(Draft& draft, const Command& command);
std::optional<Rejection> on_withdraw(Draft& draft, const Command& command);
std::optional<Rejection> on_decline(Draft& draft, const Command& command);
std::optional<Rejection> on_extend(Draft& draft, const Command& command);
std::optional<Rejection> on_start_special(Draft& draft, const Command& command);
std::optional<Rejection> on_end_special(Draft& draft, const Command& command);
std::optional<Rejection> on_suspend(Draft& draft, const Command& command);
std::optional<Rejection> on_continue(Draft& draft, const Command& command);
std::optional<Rejection> on_terminate(Draft& draft, const Command& command);
std::optional<Rejection> on_deliver(Draft& draft, const Command& command);
std::optional<Rejection> on_revoke(Draft& draft, const Command& command);
std::optional<Rejection> on_fire(Draft& draft, const Command& command);
std::optional<Rejection> on_call_for(Draft& draft, const Command& command);
std::optional<Rejection> on_message(Draft& draft, const Command& command);
std::optional<Rejection> on_release(Draft& draft, const Command& command);
std::optional<Rejection> on_hand_over(Draft& draft, const Command& command);
std::optional<Rejection> on_delegate(Draft& draft, const Command& command);
std::optional<Rejection> on_note(Draft& draft, const Command& command);
std::optional<Rejection> on_attach(Draft& draft, const Command& command);
std::optional<Rejection> on_late(Draft& draft, const Command& command);

}  // namespace onething::engine
