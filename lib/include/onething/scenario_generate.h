// SPDX-License-Identifier: Apache-2.0
//
// Scenarios for what no scenario goes through yet, written by the program.
//
// Writes no file. Every scenario that is given out has been played, passes and
// goes through something that none before it did; what could not be reached is
// named, with the reason.

#pragma once

#include <string>
#include <vector>

#include "onething/coverage.h"

namespace onething {

struct GeneratedScenarios {
  std::string workflow;
  std::string text;              // A file of scenarios; empty: there are none.
  std::vector<std::string> ids;  // Of the scenarios in it.
  std::vector<Message> left_out;
  unsigned percent_before = 0;  // Of branches and endings,
  unsigned percent = 0;         // and with those that were written.
};

struct GenerationRun {
  ScenarioRun scenarios;  // Those that there are already.
  std::vector<GeneratedScenarios> workflows;
};

// Of all workflows that run_coverage() would measure.
Result<GenerationRun> generate_scenarios(const CoverageRequest& request,
                                         Language language);
// Of one text, for whoever has no file.
GenerationRun generate_scenarios_text(SourceFile file, LoadedProject project,
                                      Date today, Language language);

}  // namespace onething
