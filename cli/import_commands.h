// SPDX-License-Identifier: Apache-2.0
//
// `import …`, with its options; rows of the table in main.cpp.

#pragma once

#include "command.h"

namespace onething::cli {

int command_import_guide(Session& session, const Arguments& arguments);
int command_import_merge(Session& session, const Arguments& arguments);

inline constexpr PositionalSpec kGuide[] = {{"FILE", "help.arg_guide"}};
inline constexpr PositionalSpec kItems[] = {
    {"ITEM", "help.arg_items", true, true}};
inline constexpr OptionSpec kImport[] = {
    {"--out", "FOLDER", "help.opt_import_folder"},
    {"--force", "", "help.opt_force"},
};

}  // namespace onething::cli
