// SPDX-License-Identifier: Apache-2.0
//
// From paths to played scenarios: the files, the projects that govern them, and
// all of it side by side.
//
// For whoever needs more than what differed (scenario_run.h): the projects, and
// each case when it has been played. One run, then done with.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/definition.h"
#include "onething/load.h"
#include "onething/scenario_run.h"
#include "scenario/world.h"
#include "stub/services.h"

namespace onething::scenario {

// Whatever the engine asks for once a project is loaded.
struct Ready {
  LoadedProject loaded;
  Message problem;  // Why nothing of it is played; empty when all is well.
  std::optional<stub::Services> services;
  std::map<std::string, engine::Definition> definitions;  // By workflow.
};
// Of a project that has loaded.
void make_ready(Ready& ready);

struct Piece {
  const Ready* project = nullptr;
  const engine::Definition* definition = nullptr;
  Scenario scenario;
  std::uint32_t file = 0;
};

class Player {
 public:
  // Outlives it.
  explicit Player(const ScenarioRequest& request) : request_(request) {}

  Status add_files();
  // The project of a workflow, with its definition; null where that cannot be
  // played.
  const Ready* ready_for(const Workflow& workflow);
  void add(SourceFile file, Ready& ready);

  // Sees each case when it has been played, with the number of its piece; from
  // several threads.
  using Watcher = std::function<void(std::size_t piece, const World& world)>;
  Result<ScenarioRun> play(const Watcher& watcher = {});

  // As they are played; the projects by root.
  const std::vector<Piece>& pieces() const { return pieces_; }
  const std::map<std::string, Ready>& projects() const { return projects_; }

 private:
  Status add_file(const std::string& path);
  bool is_wanted(const std::string& path, const Scenario& scenario) const;
  bool has_errors_in(std::uint32_t file) const;

  const ScenarioRequest& request_;
  std::map<std::string, Ready> projects_;
  std::vector<Piece> pieces_;
  ScenarioRun out_;
};

}  // namespace onething::scenario
