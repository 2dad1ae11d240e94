// SPDX-License-Identifier: Apache-2.0
//
// command_acts.def as data: which act of the policy each command is.
//
// Only what is asked before a command runs; whose case it is, is asked later.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "command.h"
#include "onething/policy.h"

namespace onething::cli {

enum class When : std::uint8_t { open, before, within };

struct CommandAct {
  std::string_view path;
  Act act = Act::see_case;
  When when = When::open;
};

inline constexpr CommandAct kCommandActs[] = {
#define ONETHING_COMMAND(path, act, when) {path, Act::act, When::when},
#define ONETHING_OPEN(path) {path, Act::see_case, When::open},
#include "command_acts.def"
};

constexpr const CommandAct* find_command_act(std::string_view path) {
  for (const CommandAct& each : kCommandActs)
    if (each.path == path) return &each;
  return nullptr;
}

// Both ways: every command has a line, and every line its command.
constexpr bool are_all_decided(std::span<const CommandSpec> commands) {
  for (const CommandSpec& command : commands)
    if (find_command_act(command.path) == nullptr) return false;
  return commands.size() == std::size(kCommandActs);
}

}  // namespace onething::cli
