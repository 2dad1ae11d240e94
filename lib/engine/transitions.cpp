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
    case CommandKind::decline:
      return "decline";
    case CommandKind::extend:
      return "extend";
    case CommandKind::start_special:
      return "start_special";
    case CommandKind::end_special:
      return "end_special";
    case CommandKind::suspend:
      return "suspend";
    case CommandKind::go_on:
      return "go_on";
    case CommandKind::terminate:
      return "terminate";
    case CommandKind::deliver:
      return "deliver";
    case CommandKind::revoke:
      return "revoke";
    case CommandKind::fire:
      return "fire";
    case CommandKind::call_for:
      return "call_for";
    case CommandKind::message:
      return "message";
    case CommandKind::release:
      return "release";
    case CommandKind::hand_over:
      return "hand_over";
    case CommandKind::delegate:
      return "delegate";
    case CommandKind::note:
      return "note";
    case CommandKind::attach:
      return "attach";
  }
  OT_ASSERT(false);
}

}  // namespace onething::engine
