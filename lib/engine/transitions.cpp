// SPDX-License-Identifier: Apache-2.0

#include "engine/transitions.h"

#include <iterator>

#include "base/assert.h"
#include "engine/handlers.h"

namespace onething::engine {

namespace {

#define ONETHING_T(from, command, to, handler) \
  {CaseStatus::from, CommandKind::command, CaseStatus::to, &handler},
constexpr Transition kTransitions[] = {
#include "engine/transitions.def"
};

}  // namespace

std::span<const Transition> transitions() { return kTransitions; }

CommandKind kind_of(const Command& command) {
  return static_cast<CommandKind>(command.what.index());
}

std::string_view command_word(CommandKind kind) {
  switch (kind) {
    case CommandKind::submit:
      return "submit";
    case CommandKind::advance:
      return "advance";
    case CommandKind::answer:
      return "answer";
    case CommandKind::interrupt:
      return "interrupt";
    case CommandKind::claim:
      return "claim";
    case CommandKind::end_task:
      return "end_task";
    case CommandKind::supplement:
      return "supplement";
    case CommandKind::withdraw:
      return "withdraw";
    case CommandKind::call_for:
      return "call_for";
    case CommandKind::message:
      return "message";
  }
  OT_ASSERT(false);
}

}  // namespace onething::engine
