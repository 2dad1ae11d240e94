// SPDX-License-Identifier: Apache-2.0
//
// What the batch commands take: rows of the table in main.cpp, kept here
// because several share them.

#pragma once

#include "case_options.h"
#include "command.h"

namespace onething::cli {

inline constexpr PositionalSpec kWorkflowData[] = {
    {"WORKFLOW", "help.arg_workflow"}, {"DATA", "help.arg_table"}};
inline constexpr PositionalSpec kBatch[] = {{"BATCH", "help.arg_batch"}};

// How the table is read.
inline constexpr OptionSpec kTableReading[] = {
    {"--key", "FIELD", "help.opt_batch_key"},
    {"--map", "FILE", "help.opt_map"},
    {"--sheet", "NAME", "help.opt_sheet"},
    {"--encoding", "NAME", "help.opt_encoding", false, "auto|utf-8|gb18030"},
};
// How it is gone through.
inline constexpr OptionSpec kGoing[] = {
    {"--jobs", "N", "help.opt_batch_jobs"},
    {"--rate", "RATE", "help.opt_rate"},
    {"--limit", "N", "help.opt_batch_limit"},
    {"--stop-after-failures", "N|P%", "help.opt_stop_after"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
inline constexpr OptionSpec kDryRun[] = {
    {"--dry-run", "", "help.opt_dry_run"},
};
inline constexpr OptionSpec kAgain[] = {
    {"--data", "FILE", "help.opt_batch_data"},
    {"--map", "FILE", "help.opt_map"},
};
inline constexpr OptionSpec kWhichRows[] = {
    {"--failed", "", "help.opt_failed"},
    {"--attention", "", "help.opt_batch_attention"},
};
inline constexpr OptionSpec kReasoned[] = {
    {"--reason", "TEXT", "help.opt_reason"},
};
inline constexpr OptionSpec kOut[] = {
    {"--out", "FILE", "help.opt_out"},
};
inline constexpr OptionSpec kTemplateForm[] = {
    {"--format", "FORM", "help.opt_template_format", false, "csv|xlsx"},
};
inline constexpr OptionSpec kReportForm[] = {
    {"--format", "FORM", "help.opt_report_format", false,
     "text|csv|xlsx|jsonl|json"},
};
inline constexpr OptionSpec kCancelling[] = {
    {"--reason", "TEXT", "help.opt_reason"},
    {"--withdraw", "", "help.opt_withdraw_cases"},
};

inline constexpr auto kBatchTemplate = joined(kTemplateForm, kOut);
inline constexpr auto kBatchCheck = joined(kTableReading, kOut);
inline constexpr auto kBatchRun = joined(kTableReading, kGoing, kDryRun);
inline constexpr auto kBatchResume = joined(kAgain, kGoing);
inline constexpr auto kBatchRetry =
    joined(kWhichRows, kReasoned, kAgain, kGoing);
inline constexpr auto kBatchReport =
    joined(kWhichRows, kAgain, kOut, kReportForm);

}  // namespace onething::cli
