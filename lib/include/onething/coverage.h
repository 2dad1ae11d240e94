// SPDX-License-Identifier: Apache-2.0
//
// What scenarios have gone through of a workflow, measured by what a case can
// come to at all (lib/proof).
//
// Found out from the events and states of the cases that were played; the
// engine knows nothing of it. Nothing here judges: how much is enough, whoever
// asks says.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "onething/scenario_run.h"

namespace onething {

enum class CoveragePart : std::uint8_t {
  branch,      // A condition, a list, a promise, a kind of material: each way.
  ending,      // How a step ends.
  transition,  // From state to state.
  condition,   // A part of a condition, true and false.
  deadline,    // Met and missed.
};
inline constexpr std::size_t coverage_parts = 5;
// "branches", "endings" …: for programs.
std::string_view coverage_part_word(CoveragePart part);

// One thing that a scenario can go through.
struct CoverageItem {
  CoveragePart part = CoveragePart::branch;
  std::string owner;    // "steps.register", "form.capital", "states.open.done"
  std::string outcome;  // "true", "empty", "refused", "missed" …
  Span span;            // In CoverageRun::sources.
  Message text;
  // That a case can come to it; else it counts because nobody knows better.
  bool is_proved = true;
  std::vector<std::size_t> by;  // Of ScenarioRun::played.
  // How a case comes to it, where exploring knows; only of what is not covered.
  std::vector<Label> story;

  bool is_covered() const { return !by.empty(); }
};

struct CoverageCount {
  std::size_t covered = 0;
  std::size_t all = 0;
  std::size_t not_proved = 0;  // Of those that are not covered.
};

struct WorkflowCoverage {
  std::string workflow;
  Title title;
  Span span;  // Of its id.
  // False: too large to be explored, so that everything counts.
  bool is_explored = true;
  std::vector<CoverageItem> items;
  std::size_t unreachable = 0;  // Items that no case can come to: they are
                                // proved not to matter, and are left out.

  CoverageCount count(CoveragePart part) const;
  // Branches and endings, in percent, rounded down; 100 where there are none.
  unsigned percent() const;
};

struct CoverageRequest {
  ScenarioRequest scenarios;
  Date today;
};

struct CoverageRun {
  ScenarioRun scenarios;
  Sources sources;  // Names of the projects' files, as seen from here.
  // Those that scenarios were played of; without paths and filter all of the
  // project.
  std::vector<WorkflowCoverage> workflows;
};

Result<CoverageRun> run_coverage(const CoverageRequest& request);
// Of one text, for whoever has no file.
CoverageRun run_coverage_text(SourceFile file, LoadedProject project,
                              Date today);

std::string coverage_text(const CoverageRun& run, Language language);
// The members `coverage` and those of scenarios_json(), as docs/output.md says.
std::string coverage_json(const CoverageRun& run, Language language);

}  // namespace onething
