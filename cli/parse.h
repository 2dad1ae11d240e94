// SPDX-License-Identifier: Apache-2.0
//
// argv to a command and its arguments, by the table of main.cpp.
//
// The only place that knows CLI11; its English messages never reach anybody.

#pragma once

#include <string>

#include "command.h"
#include "onething/message.h"

namespace onething::cli {

struct Parsed {
  const CommandSpec* command =
      nullptr;        // Null: the help of `group`, or of all.
  std::string group;  // "case" when only that was typed.
  Arguments arguments;
  bool wants_version = false;
  Message problem;  // Wrong usage; else empty.
  Message hint;
};

Parsed parse(int argc, char** argv);

}  // namespace onething::cli
