// SPDX-License-Identifier: Apache-2.0
//
// Every upper bound of the program in one place. What exceeds one is refused
// with a message that names it; nothing is cut off silently. These are limits
// for safety, not settings.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace onething::limits {

// Documents (yaml/, load/).
inline constexpr std::size_t document_bytes_max = 1 << 20;
inline constexpr int document_depth_max = 64;
inline constexpr std::size_t document_nodes_max = 200'000;
inline constexpr std::size_t scalar_bytes_max = 64 << 10;
inline constexpr std::size_t blank_lines_max = 1'000;   // In a row.
inline constexpr std::size_t blank_spaces_max = 1'000;  // In a row.
inline constexpr std::size_t diagnostics_max = 1'000;
inline constexpr std::size_t project_files_max = 10'000;

// JSON (value/).
inline constexpr int json_depth_max = 64;
inline constexpr std::size_t json_bytes_max = 20 << 20;

// Formulas (expr/); the cost limit is that of Kubernetes, about 0.1 s.
inline constexpr std::size_t formula_bytes_max = 4 << 10;
inline constexpr int formula_depth_max = 32;
inline constexpr int formula_tree_depth_max = 250;  // As in cel-go.
inline constexpr std::int64_t formula_cost_max = 1'000'000;
inline constexpr std::int64_t formula_iterations_max = 10'000;
inline constexpr std::size_t formula_result_bytes_max = 1 << 20;
inline constexpr std::int64_t regex_memory_max = 1 << 20;
// Comparing types while one formula is checked; beyond it everything fits.
inline constexpr std::size_t type_steps_max = 20'000;

// Questions about conditions (logic/): beyond these there is no answer.
inline constexpr std::size_t condition_variables_max = 16;
inline constexpr std::size_t condition_steps_max = 4'096;

// What a case can come to (proof/): beyond these nothing is proved.
inline constexpr std::size_t positions_max = 20'000;
inline constexpr std::size_t net_places_max = 250;
inline constexpr std::size_t net_events_max = 8;  // Of one place.
inline constexpr std::size_t net_values_max = 64;  // Of one variable.
inline constexpr std::size_t net_nodes_max = 20'000;

// Cases (engine/, run/).
inline constexpr std::size_t steps_max = 1'000;
inline constexpr std::size_t for_each_max = 1'000;
inline constexpr std::int64_t attempts_max = 20;
inline constexpr std::int64_t corrections_max = 20;
inline constexpr std::size_t workflow_depth_max = 8;
inline constexpr std::int64_t repeats_max = 100;
inline constexpr std::size_t messages_kept_max = 100;
inline constexpr std::size_t case_events_max = 100'000;
inline constexpr std::size_t notes_max = 1'000;
inline constexpr std::size_t note_bytes_max = 8 << 10;
inline constexpr std::size_t files_max = 500;
inline constexpr std::size_t file_bytes_max = 50 << 20;

// Calls (connect/, stub/).
inline constexpr std::size_t response_bytes_max = 10 << 20;
inline constexpr std::size_t request_bytes_max = 1 << 20;
inline constexpr std::size_t calls_in_flight_max = 64;
inline constexpr std::size_t exec_output_bytes_max = 1 << 20;
inline constexpr std::uint64_t exec_file_bytes_max = 1 << 30;
inline constexpr std::uint64_t exec_files_max = 1'024;
inline constexpr std::size_t header_bytes_max = 16 << 10;
inline constexpr std::chrono::seconds retry_after_max{86'400};
inline constexpr std::int64_t poll_ms_max = 60'000;
inline constexpr std::size_t exchange_files_max = 10'000;  // Seen at once.
inline constexpr std::size_t server_threads_max = 128;
inline constexpr std::int64_t stub_fails_max = 1'000;
inline constexpr std::chrono::seconds stub_delay_max{600};

// Tables (table/, batch/).
inline constexpr std::size_t table_bytes_max = 256 << 20;
inline constexpr std::size_t table_inflated_bytes_max = 256 << 20;  // XLSX.
inline constexpr std::size_t table_rows_max = 1'000'000;
inline constexpr std::size_t table_columns_max = 1'000;
inline constexpr std::size_t cell_bytes_max = 64 << 10;
inline constexpr std::size_t batch_jobs_max = 10'000;

// People (cli/).
inline constexpr std::size_t id_bytes_max = 200;
inline constexpr int spelling_proposals_max = 3;
inline constexpr std::size_t spelling_candidates_max = 500;

}  // namespace onething::limits
