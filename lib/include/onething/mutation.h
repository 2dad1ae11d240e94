// SPDX-License-Identifier: Apache-2.0
//
// How much scenarios notice: the workflow is changed in one small thing at a
// time, and all of its scenarios are played again.
//
// A change that no scenario notices is one that anybody could make by mistake.
// Files stay as they are; changes are made to what was loaded.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "onething/coverage.h"

namespace onething {

struct Survivor {
  std::string change;  // "negate_when", "drop_after" …: for programs.
  Span span;           // In MutationRun::sources.
  Message text;
};

struct WorkflowMutation {
  std::string workflow;
  Title title;
  std::size_t changes = 0;
  std::vector<Survivor> survivors;  // In the order of the file.

  // Of changes that were noticed, in percent, rounded down; 100 of none.
  unsigned percent() const;
};

struct MutationRun {
  ScenarioRun scenarios;  // With nothing changed.
  Sources sources;        // Names of the projects' files, as seen from here.
  std::vector<WorkflowMutation> workflows;  // That have scenarios.
};

Result<MutationRun> run_mutation(const ScenarioRequest& request);
// Of one text, for whoever has no file.
MutationRun run_mutation_text(SourceFile file, LoadedProject project);

std::string mutation_text(const MutationRun& run, Language language);
// {"mutation": [{workflow, title, percent, changes, noticed, survivors:
// [{change, text, file, line, column}]}]} and the members of scenarios_json().
std::string mutation_json(const MutationRun& run, Language language);

}  // namespace onething
