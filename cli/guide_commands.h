// SPDX-License-Identifier: Apache-2.0
//
// What is told before anybody applies: the commands and what they take; their
// rows stand in guide_commands.def.

#pragma once

#include "command.h"
#include "onething/plan.h"

namespace onething::cli {

int command_plan(Session& session, const Arguments& arguments);
int command_guide(Session& session, const Arguments& arguments);
int command_catalog(Session& session, const Arguments& arguments);
int command_precheck(Session& session, const Arguments& arguments);
int command_prefill(Session& session, const Arguments& arguments);
int command_walk(Session& session, const Arguments& arguments);
int command_ask(Session& session, const Arguments& arguments);

// Asks until nothing that matters is open or nobody answers; `profile` has then
// what was said.
Plan ask_for_plan(Session& session, const LoadedProject& project,
                  PlanRequest request, Profile& profile);

inline constexpr PositionalSpec kOneWorkflow[] = {
    {"WORKFLOW", "help.arg_workflow"}};
inline constexpr PositionalSpec kCatalogPath[] = {
    {"PATH", "help.arg_path", false}};

inline constexpr OptionSpec kPlan[] = {
    {"--profile", "FILE", "help.opt_plan_profile"},
    {"--start", "DATE", "help.opt_plan_start"},
    {"--ask", "", "help.opt_plan_ask"},
    {"--save", "FILE", "help.opt_plan_save"},
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

inline constexpr PositionalSpec kForm[] = {{"FORM", "help.arg_form"}};
inline constexpr PositionalSpec kQuestion[] = {
    {"QUESTION", "help.arg_question"}};
inline constexpr OptionSpec kPrecheck[] = {
    {"--workflow", "ID", "help.opt_form_workflow"},
};
inline constexpr OptionSpec kPrefill[] = {
    {"--workflow", "ID", "help.opt_form_workflow"},
    {"--out", "FILE", "help.opt_guide_out"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
inline constexpr OptionSpec kWalk[] = {
    {"--save", "FILE", "help.opt_walk_save"},
};

}  // namespace onething::cli
