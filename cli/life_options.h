// SPDX-License-Identifier: Apache-2.0
//
// The options of the commands for the life of one case: refusing to accept it,
// extending, pausing, delivering, revoking.
//
// Rows for cli/main.cpp; what they do is in cmd_life.cpp.

#pragma once

#include "command.h"

namespace onething::cli {

inline constexpr OptionSpec kDecline[] = {
    {"--reason", "TEXT", "help.opt_reason"},
    {"--instead", "TEXT", "help.opt_instead"},
};
inline constexpr OptionSpec kExtend[] = {
    {"--reason", "TEXT", "help.opt_reason"},
    {"--approver", "NAME", "help.opt_approver"},
    {"--notified", "DATE", "help.opt_notified"},
};
inline constexpr OptionSpec kSpecial[] = {
    {"--name", "TEXT", "help.opt_special"},
    {"--reason", "TEXT", "help.opt_reason"},
    {"--approver", "NAME", "help.opt_approver"},
    {"--notified", "DATE", "help.opt_notified"},
    {"--until", "DATE", "help.opt_until"},
};
inline constexpr OptionSpec kSpecialEnd[] = {
    {"--result", "TEXT", "help.opt_result"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
};
inline constexpr OptionSpec kSuspend[] = {
    {"--reason", "TEXT", "help.opt_reason"},
    {"--basis", "TEXT", "help.opt_basis"},
};
inline constexpr OptionSpec kDeliver[] = {
    {"--how", "TEXT", "help.opt_how"},
    {"--to", "NAME", "help.opt_to"},
};
inline constexpr OptionSpec kRevoke[] = {
    {"--reason", "TEXT", "help.opt_reason"},
    {"--basis", "TEXT", "help.opt_basis"},
    {"--remedy", "TEXT", "help.opt_remedy", true},
};

}  // namespace onething::cli
