// SPDX-License-Identifier: Apache-2.0

#include "scenario/record.h"

#include <string>
#include <string_view>
#include <utility>

#include "onething/load.h"
#include "scenario/compare.h"
#include "scenario/write.h"

namespace onething::scenario {

Expectation end_of(const World& world) {
  Expectation then;
  // Where it was broken off says nothing.
  if (world.is_restless()) {
    then.rests = {{false, {}}};
    return then;
  }
  const engine::CaseState& state = world.state();
  then.state.text = state.place.empty()
                        ? std::string(engine::status_word(state.status))
                        : state.place;
  for (const std::string_view standing : step_standings()) {
    Expectation::Steps steps{standing, {}};
    for (const engine::StepPlan& plan : world.definition().plans)
      if (standing_of(state.find_step(plan.id)) == standing)
        steps.ids.push_back({plan.id, {}});
    if (!steps.ids.empty()) then.steps.push_back(std::move(steps));
  }
  return then;
}

void drop_unasked(const World& world, Scenario& scenario) {
  std::erase_if(scenario.given, [&](const PlayedPart& part) {
    const std::string_view standing =
        standing_of(world.state().find_step(part.name.text));
    return standing == "untouched" || standing == "skipped";
  });
  for (PlayedPart& part : scenario.given) {
    const bool is_open =
        standing_of(world.state().find_step(part.name.text)) == "under_way" ||
        part.answers.size() == 1;
    if (!is_open) part.answers.pop_back();
  }
}

bool reads_back(const Project& project, const World& world,
                const stub::Services& services, const Scenario& scenario) {
  const LoadedScenarios read = load_scenarios_text(
      {"saved.test.yaml",
       written({world.definition().workflow->id.text, {scenario}})},
      project);
  if (has_errors(read.diagnostics) || read.scenarios.examples.size() != 1)
    return false;
  const Scenario& again = read.scenarios.examples.front();
  World other(world.definition(), again, services);
  other.play();
  return other.differences().empty() && differences(again.then, other).empty();
}

}  // namespace onething::scenario
