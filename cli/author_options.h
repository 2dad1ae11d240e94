// SPDX-License-Identifier: Apache-2.0
//
// What the commands for authors take: rows of the table in main.cpp, kept apart
// because they are long.

#pragma once

#include "command.h"

namespace onething::cli {

inline constexpr OptionSpec kEval[] = {
    {"--with", "FILE", "help.opt_with"},
    {"--lines", "", "help.opt_lines"},
};
inline constexpr OptionSpec kCheck[] = {
    {"--format", "FORM", "help.opt_check_format", false,
     "text|concise|json|sarif|junit|github", "--disclosure", "text|csv|json"},
    {"--disclosure", "", "help.opt_disclosure"},
    {"--report", "FORM=FILE", "help.opt_report", true},
    {"--select", "CODES", "help.opt_select", true},
    {"--ignore", "CODES", "help.opt_ignore", true},
    {"--severity", "SEVERITY", "help.opt_severity", false,
     "error|warning|info"},
    {"--fail-on", "SEVERITY", "help.opt_fail_on", false, "error|warning|info"},
    {"--fix", "", "help.opt_fix"},
    {"--diff", "", "help.opt_diff"},
    {"--baseline", "FILE", "help.opt_baseline"},
    {"--write-baseline", "FILE", "help.opt_write_baseline"},
    {"--stdin-filename", "FILE", "help.opt_stdin_filename"},
    {"--save", "FILE", "help.opt_save"},
    {"--jobs", "N", "help.opt_jobs"},
};

inline constexpr OptionSpec kGraph[] = {
    {"--format", "FORM", "help.opt_graph_format", false,
     "text|svg|dot|mermaid"},
    {"--data", "", "help.opt_graph_data"},
    {"--critical", "", "help.opt_graph_critical"},
    {"--states", "", "help.opt_graph_states"},
    {"--coverage", "", "help.opt_graph_coverage"},
    {"--scenario", "ID", "help.opt_graph_scenario"},
    {"--story", "CODE", "help.opt_graph_story"},
    {"--theme", "light|dark|auto", "help.opt_graph_theme", false,
     "light|dark|auto"},
};

inline constexpr OptionSpec kTest[] = {
    {"--filter", "TEXT", "help.opt_filter"},
    {"--workflow", "ID", "help.opt_of_workflow"},
    {"--coverage", "", "help.opt_coverage"},
    {"--min", "PERCENT", "help.opt_min"},
    {"--mutate", "", "help.opt_mutate"},
    {"--watch", "", "help.opt_watch"},
    {"--generate", "", "help.opt_generate"},
    {"--save", "FILE", "help.opt_save_generated"},
    {"--format", "FORM", "help.opt_format", false, "text|json|junit"},
    {"--jobs", "N", "help.opt_jobs"},
};

inline constexpr OptionSpec kMetrics[] = {
    {"--profile", "FILE", "help.opt_profile", true},
    {"--rule", "NAME=VALUE", "help.opt_rule", true},
    {"--what-if", "CHANGE", "help.opt_what_if", true},
    {"--list", "FILE", "help.opt_list"},
    {"--format", "FORM", "help.opt_metrics_format", false,
     "text|markdown|csv|xlsx|json"},
};
inline constexpr PositionalSpec kMetricsPaths[] = {
    {"WORKFLOW", "help.arg_metrics", false, true}};

}  // namespace onething::cli
