// SPDX-License-Identifier: Apache-2.0
//
// The reform in figures, computed from workflow files: before and after, and
// whether the promised time is met whatever day a case is accepted on.
//
// Counts what the files say; cases that ran are not here. Reads files that it
// is given loaded, writes none.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/load.h"
#include "onething/result.h"
#include "onething/time.h"

namespace onething {

// How is counted; false is the usual way of each rule in metric_rules().
struct MetricRule {
  std::string_view name, usual, other;
  Message sentence;
};
std::span<const MetricRule> metric_rules();
using MetricChoices = std::array<bool, 8>;  // By place in metric_rules().
// "steps=all"; invalid, with the rules there are.
Status choose_rule(std::string_view text, MetricChoices& choices);

enum class Figure : std::uint8_t {
  items,
  steps,
  materials,
  time,
  visits,
  departments,  // The six headlines.
  fields,
  windows,
  share
};
inline constexpr std::size_t figure_count = 9;
std::string_view figure_word(Figure figure);
Message figure_title(Figure figure);

struct MetricRow {
  std::optional<std::int64_t> before;
  std::int64_t min = 0, max = 0;
  std::optional<std::int64_t> typical;  // Most of the profiles.
};
// "62.5%" less than before; "—" without a figure from before, or where it is 0.
std::string reduction(const MetricRow& row);

// The promise that is nearest to being missed, or missed by most.
struct DeadlineProof {
  std::string promise;  // Its condition; empty: for all others.
  std::string term;
  bool is_statutory = false;
  bool is_met = true;
  Date first, last;  // Every day between was tried as day of acceptance.
  std::size_t days = 0;
  std::size_t missed = 0;  // Of them.
  Date start, end, due;    // The worst.
  std::string path;        // "register 3wd → seal 1wd"
};

struct WhatIf {
  std::string change;
  std::int64_t before = 0, after = 0;  // Working days of the longest path.
};

struct WorkflowMetrics {
  std::string workflow;
  Title title;
  std::string label;  // Of the figures from before.
  std::array<MetricRow, figure_count> rows;
  std::size_t situations = 0;
  bool is_exact = true;
  bool has_unknown_time = false;  // A person's step without a limit.
  std::string path;               // The longest, and how long.
  std::int64_t path_days = 0;
  std::vector<DeadlineProof> proofs;
  std::vector<WhatIf> what_if;
};

struct MetricProfile {
  const Workflow* workflow = nullptr;
  const Value* form = nullptr;
};
struct MetricsRequest {
  std::span<const Workflow* const> workflows;
  std::span<const MetricProfile> profiles = {};
  std::span<const std::string> what_if = {};  // "step=2wd", "parallel:step"
  MetricChoices choices = {};
  Date today;
  bool proves = true;  // Tries promises on the calendar, too.
};
struct MetricsReport {
  std::vector<WorkflowMetrics> workflows;
  std::array<MetricRow, figure_count> sum;
};
// invalid for a change that names no step, or one that waits for data.
Result<MetricsReport> measure_reform(const LoadedProject& project,
                                     const MetricsRequest& request);

// "text", "markdown", "csv", "xlsx" or "json".
Result<std::string> metrics_in(std::string_view form,
                               const MetricsReport& report, Language language);

// A published list of services, and which of them the project has: by the id of
// the workflow or its title.
struct ListedService {
  std::string name;
  std::string workflow;  // Empty: there is none.
};
Result<std::vector<ListedService>> compare_list(const std::string& path,
                                                const Project& project);

}  // namespace onething
