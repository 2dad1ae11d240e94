// SPDX-License-Identifier: Apache-2.0
//
// The workflows that scenarios are measured by, with what is known of them.
//
// Points into the player's projects, which outlive it.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "check/facts.h"
#include "coverage/outline.h"
#include "scenario/player.h"

namespace onething::coverage {

struct Watched {
  const LoadedProject* project = nullptr;
  std::unique_ptr<const check::WorkflowFacts> facts;
  std::unique_ptr<const Outline> outline;
};

class Projects {
 public:
  enum class Which : std::uint8_t { played, all };
  // `only`: this workflow and no other; empty: all of them.
  Projects(const scenario::Player& player, Which which, const std::string& only,
           Date today);
  static Which which(const ScenarioRequest& request) {
    return request.paths.empty() && request.filter.empty() ? Which::all
                                                           : Which::played;
  }

  // Null for a workflow that is not measured.
  const Watched* find(const Workflow& workflow) const;
  const std::vector<std::unique_ptr<Watched>>& watched() const {
    return watched_;
  }

 private:
  std::vector<std::unique_ptr<const check::ProjectFacts>> projects_;
  std::vector<std::unique_ptr<Watched>> watched_;
};

struct Looked {
  ScenarioRun played;
  // By piece of the player, then by item of its workflow's outline: whether the
  // case has gone through it. Empty for one that is not measured.
  std::vector<std::vector<bool>> seen;
};

// Plays every scenario and looks its case through.
Result<Looked> play_and_look(scenario::Player& player,
                             const Projects& projects);

// The names of a project's files, as seen from here, added to others; their
// texts are not needed. Gives the number of the first.
std::uint32_t add_names(const LoadedProject& project, Sources& sources);

}  // namespace onething::coverage
