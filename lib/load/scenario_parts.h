// SPDX-License-Identifier: Apache-2.0
//
// The parts of a scenario: how departments and people answer, what is done and
// when, what must come of it.
//
// Names are looked up in the workflow and the project; nothing is played.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "load/reading.h"
#include "onething/scenarios.h"

namespace onething::load {

struct ScenarioScope {
  Reading& reading;
  const Project& project;
  const Workflow& workflow;

  // "register", "prefill.licence", "undo.register".
  std::vector<std::string> steps() const;
  std::vector<std::string> services() const;
  // Of a step or "department/service"; null when there is none.
  const Service* service_of(std::string_view name) const;
  // Reports a step that is called as a task of the case itself is
  // ("acceptance", "notice", "delivery"): here nobody can tell them apart.
  void check_own_word(const Spelled& name) const;
};

std::vector<PlayedPart> read_played(const ScenarioScope& scope,
                                    const yaml::Node& node);
std::vector<ScenarioAct> read_acts(const ScenarioScope& scope,
                                   const yaml::Node& node);
Expectation read_expectation(const ScenarioScope& scope,
                             const yaml::Node& node);

}  // namespace onething::load
