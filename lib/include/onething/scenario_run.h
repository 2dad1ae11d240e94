// SPDX-License-Identifier: Apache-2.0
//
// Playing scenarios: the real engine, time that moves when told to, and
// departments and people that answer as a file says.
//
// Files in, data out; nothing is stored and nobody is called. How a run is
// printed is here too, because only scenarios are.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "onething/diagnostic.h"
#include "onething/load.h"
#include "onething/result.h"
#include "onething/time.h"
#include "onething/workers.h"

namespace onething {

struct ScenarioRequest {
  // Files, or folders with all *.test.yaml below; none: those of the project
  // that governs `project`.
  std::vector<std::string> paths;
  std::string project;   // Where we are, when empty.
  std::string workflow;  // Only those of this one; of all, when empty.
  std::string filter;    // Only those with this text in file, id or title.
  Workers* workers = nullptr;  // Outlive the run; null: one for each core.
};

// What is otherwise than the file says.
struct Difference {
  Span span;  // In ScenarioRun::sources.
  Message message;
};
struct PlayedMoment {
  Instant at;
  Message text;
};
struct PlayedScenario {
  std::uint32_t file = 0;  // Of ScenarioRun::sources.
  std::string workflow;
  std::string id;
  Title title;
  Span span;
  std::vector<Difference> differences;  // None: it has passed.
  std::vector<PlayedMoment> story;      // What has happened.
};

struct ScenarioRun {
  Sources sources;  // Files of scenarios, as seen from here.
  Diagnostics diagnostics;
  std::vector<PlayedScenario> played;  // In the order of the files.
  std::vector<Message> problems;       // Of files that could not be played,
  std::vector<Error> unreadable;       // or not be read.
  std::size_t left_out = 0;            // By the filter.
  ProjectFile project;                 // Of the first file.

  bool has_passed() const;
};

// not_found when a path or a filter means nothing. Mistakes in files are the
// result, never an Error.
Result<ScenarioRun> run_scenarios(const ScenarioRequest& request);
// Of one text, for whoever has no file.
ScenarioRun run_scenarios_text(SourceFile file, LoadedProject project);

std::string scenarios_text(const ScenarioRun& run, Language language,
                           bool colour);
// {"scenarios": [{file, workflow, id, title, passed, line, differences,
// story}], "diagnostics": …, "passed": n, "failed": n}
std::string scenarios_json(const ScenarioRun& run, Language language);
// A suite for each file, a case for each scenario.
std::string scenarios_junit(const ScenarioRun& run, Language language);

}  // namespace onething
