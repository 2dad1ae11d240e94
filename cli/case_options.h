// SPDX-License-Identifier: Apache-2.0
//
// Options of commands that take many cases: which, and what to do with them.
//
// Rows of the table in main.cpp, kept here because they are shared.

#pragma once

#include <array>

#include "command.h"

namespace onething::cli {

// Rows of several lists, one after the other.
template <std::size_t... kSizes>
constexpr std::array<OptionSpec, (kSizes + ...)> joined(
    const OptionSpec (&... lists)[kSizes]) {
  std::array<OptionSpec, (kSizes + ...)> all{};
  std::size_t at = 0;
  const auto add = [&](const auto& list) {
    for (const OptionSpec& option : list) all[at++] = option;
  };
  (add(lists), ...);
  return all;
}

inline constexpr std::string_view kStateWords =
    "received|accepted|processing|correcting|undoing|special|suspended|not_"
    "accepted|"
    "refused|granted|denied|withdrawn|terminated|lapsed|delivered|revoked";

// Conditions that find cases.
inline constexpr OptionSpec kConditions[] = {
    {"--workflow", "ID", "help.opt_workflow"},
    {"--state", "STATE", "help.opt_state", false, kStateWords},
    {"--subject", "TEXT", "help.opt_subject"},
    {"--attention", "", "help.opt_attention"},
    {"--where", "FORMULA", "help.opt_where"},
    {"--department", "ID", "help.opt_open_at"},
    {"--overdue", "", "help.opt_overdue"},
    {"--due-before", "DATE", "help.opt_due_before"},
    {"--received-after", "DATE", "help.opt_received_after"},
    {"--received-before", "DATE", "help.opt_received_before"},
};

inline constexpr OptionSpec kListing[] = {
    {"--sort", "ORDER", "help.opt_sort", false, "due|received|changed"},
    {"--limit", "N", "help.opt_limit"},
    {"--after", "MARK", "help.opt_after"},
    {"--format", "FORM", "help.opt_list_format", false, "text|json|csv"},
};

inline constexpr OptionSpec kMigrating[] = {
    {"--to", "WORKFLOW", "help.opt_migrate_to"},
    {"--mapping", "FILE", "help.opt_mapping"},
    {"--reason", "TEXT", "help.opt_reason"},
    {"--apply", "", "help.opt_apply"},
    {"--all", "", "help.opt_all"},
    {"--format", "FORM", "help.opt_list_format", false, "text|json|csv"},
};

inline constexpr OptionSpec kRepairing[] = {
    {"--retry", "STEP", "help.opt_retry"},
    {"--not-done", "", "help.opt_not_done"},
    {"--set", "STEP", "help.opt_set_step"},
    {"--data", "FILE", "help.opt_data"},
    {"--skip", "STEP", "help.opt_skip"},
    {"--redo", "STEP", "help.opt_redo"},
    {"--move", "STATE", "help.opt_move"},
    {"--cancel", "", "help.opt_cancel"},
    {"--reason", "TEXT", "help.opt_reason"},
    {"--apply", "", "help.opt_apply"},
    {"--all", "", "help.opt_all"},
    {"--format", "FORM", "help.opt_list_format", false, "text|json|csv"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
};

inline constexpr auto kCaseList = joined(kConditions, kListing);
// For acts on one case or on many.
inline constexpr OptionSpec kChoosing[] = {
    {"--dry-run", "", "help.opt_dry_run"},
    {"--apply", "", "help.opt_apply"},
    {"--all", "", "help.opt_all"},
    {"--format", "FORM", "help.opt_list_format", false, "text|json|csv"},
};

inline constexpr auto kMigrate = joined(kMigrating, kConditions);
inline constexpr auto kRepair = joined(kRepairing, kConditions);

}  // namespace onething::cli
