// SPDX-License-Identifier: Apache-2.0
//
// Arguments and options of the commands by which people share work: moving
// tasks, notes, files. Rows of the table in main.cpp name them.

#pragma once

#include "command.h"

namespace onething::cli {

inline constexpr std::span<const OptionSpec> kNone = {};

inline constexpr PositionalSpec kCaseText[] = {{"CASE", "help.arg_case"},
                                               {"TEXT", "help.arg_note"}};
inline constexpr PositionalSpec kCaseFile[] = {{"CASE", "help.arg_case"},
                                               {"FILE", "help.arg_attach"}};
inline constexpr PositionalSpec kCaseDigest[] = {{"CASE", "help.arg_case"},
                                                 {"DIGEST", "help.arg_digest"}};
inline constexpr OptionSpec kFileOut[] = {
    {"--out", "FILE", "help.opt_file_out"},
};
inline constexpr OptionSpec kHandOver[] = {
    {"--to", "NAME", "help.opt_hand_to"},
    {"--post", "TEXT", "help.opt_hand_post"},
    {"--reason", "TEXT", "help.opt_reason"},
};
inline constexpr OptionSpec kDelegate[] = {
    {"--to", "NAME", "help.opt_hand_to"},
    {"--reason", "TEXT", "help.opt_reason"},
};

}  // namespace onething::cli
