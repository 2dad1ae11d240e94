// SPDX-License-Identifier: Apache-2.0
//
// transitions.def as data, for deciding, for the diagram in docs/cases.md and
// for the test that tries every line.
//
// Says which pairs of state and command exist; what a command does is in the
// handlers.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/case_state.h"
#include "engine/draft.h"
#include "onething/command.h"

namespace onething::engine {

// In the order of Command::what.
enum class CommandKind : std::uint8_t {
  submit,
  advance,
  answer,
  interrupt,
  claim,
  end_task,
  supplement,
  withdraw,
  decline,
  extend,
  start_special,
  end_special,
  suspend,
  go_on,
  terminate,
  deliver,
  revoke,
  fire,
  call_for,
  message,
  release,
  hand_over,
  delegate,
  note,
  attach,
};
CommandKind kind_of(const Command& command);
std::string_view command_word(CommandKind kind);

// Carries a command out on the draft, or says why not; then the draft is
// thrown away.
using Handler = std::optional<Rejection> (*)(Draft& draft,
                                             const Command& command);

struct Transition {
  CaseStatus from;
  CommandKind command;
  CaseStatus to;
  Handler handler;
};

std::span<const Transition> transitions();

}  // namespace onething::engine
