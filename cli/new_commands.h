// SPDX-License-Identifier: Apache-2.0
//
// `new` and `adopt`, with their options; rows of the table in main.cpp.

#pragma once

#include "command.h"

namespace onething::cli {

int command_new(Session& session, const Arguments& arguments);
int command_adopt(Session& session, const Arguments& arguments);

inline constexpr PositionalSpec kNew[] = {{"NAME", "help.arg_new"}};
inline constexpr OptionSpec kNewWays[] = {
    {"--title", "TEXT", "help.opt_new_title"},
    {"--template", "TEMPLATE", "help.opt_new_template", false,
     "site_inspection|notice_and_correction|licence_delivery"},
    {"--like", "WORKFLOW", "help.opt_new_like"},
    {"--ask", "", "help.opt_new_ask"},
};

inline constexpr PositionalSpec kAdopted[] = {
    {"WORKFLOW", "help.arg_adopted", false}};
inline constexpr OptionSpec kAdoptReport[] = {
    {"--report", "", "help.opt_adopt_report"},
    {"--old", "FILE", "help.opt_adopt_old"},
    {"--format", "text|markdown|json", "help.opt_adopt_format", false,
     "text|markdown|json"},
};

}  // namespace onething::cli
