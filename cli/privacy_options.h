// SPDX-License-Identifier: Apache-2.0
//
// Options of commands that tell whose data is where: `case trace` and
// `privacy …`.
//
// Rows of the table in main.cpp.

#pragma once

#include "command.h"

namespace onething::cli {

inline constexpr OptionSpec kTrace[] = {
    {"--unmask", "", "help.opt_unmask"},
    {"--reason", "TEXT", "help.opt_reason"},
};
inline constexpr OptionSpec kWhoGot[] = {
    {"--format", "FORM", "help.opt_rows_format", false, "text|json|csv"},
};
inline constexpr OptionSpec kPrivacyReport[] = {
    {"--format", "FORM", "help.opt_rows_format", false, "text|json|csv"},
    {"--workflow", "ID", "help.opt_workflow"},
};
inline constexpr OptionSpec kErase[] = {
    {"--reason", "TEXT", "help.opt_reason"},
};

}  // namespace onething::cli
