// SPDX-License-Identifier: Apache-2.0
//
// `diff` with what it takes: a row of the table in main.cpp, kept apart because
// it is long.

#pragma once

#include "command.h"

namespace onething::cli {

inline constexpr PositionalSpec kOldNew[] = {{"OLD", "help.arg_old"},
                                             {"NEW", "help.arg_new", false}};
inline constexpr OptionSpec kDiff[] = {
    {"--format", "FORM", "help.opt_diff_format", false, "text|markdown|json"},
    {"--workflow", "ID", "help.opt_diff_workflow"},
    {"--live", "STORE", "help.opt_diff_live"},
    {"--mapping", "FILE", "help.opt_diff_mapping"},
    {"--fail-on", "CLASS", "help.opt_diff_fail_on", false,
     "breaking|review|never"},
};

int command_diff(Session& session, const Arguments& arguments);

}  // namespace onething::cli
