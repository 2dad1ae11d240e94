// SPDX-License-Identifier: Apache-2.0
//
// What is told before anybody applies: the commands and what they take; their
// rows stand in guide_commands.def.

#pragma once

#include "command.h"

namespace onething::cli {

int command_plan(Session& session, const Arguments& arguments);
int command_guide(Session& session, const Arguments& arguments);
int command_catalog(Session& session, const Arguments& arguments);

inline constexpr PositionalSpec kOneWorkflow[] = {
    {"WORKFLOW", "help.arg_workflow"}};
inline constexpr PositionalSpec kCatalogPath[] = {
    {"PATH", "help.arg_path", false}};

inline constexpr OptionSpec kPlan[] = {
    {"--profile", "FILE", "help.opt_plan_profile"},
    {"--start", "DATE", "help.opt_plan_start"},
    {"--format", "FORM", "help.opt_plan_format", false, "text|markdown|json"},
};
inline constexpr OptionSpec kGuideOptions[] = {
    {"--format", "FORM", "help.opt_guide_format", false, "markdown|html"},
    {"--notice", "", "help.opt_guide_notice"},
    {"--profile", "FILE", "help.opt_notice_profile"},
    {"--out", "FILE", "help.opt_guide_out"},
};
inline constexpr OptionSpec kCatalogOptions[] = {
    {"--by", "ORDER", "help.opt_catalog_by", false,
     "stage|department|channel|maturity"},
    {"--stage", "TEXT", "help.opt_catalog_stage"},
    {"--department", "ID", "help.opt_catalog_department"},
    {"--way-in", "CHANNEL", "help.opt_catalog_channel", false,
     "window|online|mobile|kiosk|video|onsite|post|system"},
    {"--maturity", "LEVEL", "help.opt_catalog_maturity", false,
     "topic|initiated|in_progress|accepted|retired"},
    {"--format", "FORM", "help.opt_catalog_format", false,
     "text|markdown|html|json"},
    {"--out", "FILE", "help.opt_guide_out"},
};

}  // namespace onething::cli
