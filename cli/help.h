// SPDX-License-Identifier: Apache-2.0
//
// Help, man-like pages and completion scripts, made from the table of commands.

#pragma once

#include <string>
#include <string_view>

#include "command.h"
#include "onething/message.h"

namespace onething::cli {

// Of one command; of a group ("case") when `command` is null; else of all.
std::string help_text(const CommandSpec* command, std::string_view group,
                      Language language);

// "bash" or "zsh"; empty for another shell.
std::string completion_script(std::string_view shell);

}  // namespace onething::cli
