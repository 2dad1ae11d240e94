// SPDX-License-Identifier: Apache-2.0
//
// Options of `export …`: which cases, where to, and how much of people.
//
// Rows of the table in main.cpp.

#pragma once

#include "case_options.h"

namespace onething::cli {

inline constexpr PositionalSpec kMaybeCases[] = {
    {"CASE", "help.arg_cases", false, true}};

inline constexpr OptionSpec kExportChoice[] = {
    {"--since", "DATE", "help.opt_since"},
    {"--until", "DATE", "help.opt_until_day"},
    {"--workflow", "ID", "help.opt_workflow"},
    {"--where", "FORMULA", "help.opt_where"},
    {"--unmask", "", "help.opt_unmask"},
    {"--reason", "TEXT", "help.opt_reason"},
};
inline constexpr OptionSpec kExportForms[] = {
    {"--out", "FOLDER", "help.opt_export_folder"},
    {"--table", "NAME", "help.opt_export_table", false,
     "accept|process|special_procedure|result|material|licence"},
    {"--map", "FILE", "help.opt_export_map"},
    {"--format", "FORM", "help.opt_export_form", false, "csv|json"},
};
inline constexpr OptionSpec kExportFile[] = {
    {"--out", "FILE", "help.opt_export_file"},
};
inline constexpr auto kExportTables = joined(kExportForms, kExportChoice);
inline constexpr auto kExportXes = joined(kExportFile, kExportChoice);

}  // namespace onething::cli
