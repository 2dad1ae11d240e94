// SPDX-License-Identifier: Apache-2.0
//
// Stories of findings, played and written down with what came of them.

#include <algorithm>
#include <utility>

#include "check/checks.h"
#include "check/facts.h"
#include "check/soundness/names.h"
#include "check/soundness/walk.h"
#include "onething/scenario_run.h"
#include "onething/scenario_save.h"
#include "scenario/compare.h"
#include "scenario/retell.h"
#include "scenario/world.h"
#include "scenario/write.h"

namespace onething {

namespace {

struct Story {
  std::string id;
  Message title;
  check::Walk walk;
  std::optional<proof::Position> end;  // Where it must come to, if anywhere.
};

std::vector<Story> stories_of(const check::WorkflowFacts& facts) {
  const check::Proved& proved = *facts.proved;
  const proof::Exploration& found = proved.found;
  const auto place = [&](proof::PositionIndex index) {
    return facts.workflow.states[found.positions[index].place()].id.text;
  };
  std::vector<Story> stories;
  const bool has_places = !facts.workflow.states.empty();
  if (found.stuck && has_places && found.arrivals[*found.stuck].is_certain)
    stories.push_back(
        {"stuck",
         {"check_soundness.stuck", {{"state", place(*found.stuck)}}},
         walk_to(proved, *found.stuck),
         found.positions[*found.stuck]});
  if (found.astray && has_places && found.arrivals[*found.astray].is_certain)
    stories.push_back(
        {"astray",
         {"check_soundness.astray", {{"state", place(*found.astray)}}},
         walk_to(proved, *found.astray),
         found.positions[*found.astray]});
  for (proof::Index i = 0; i < proved.of.steps.size(); ++i)
    if (const auto& sight = found.left_open[i]; sight && sight->is_certain)
      stories.push_back({"left_running_" + proved.of.steps[i]->id.text,
                         {"check_soundness.left_running",
                          {{"step", check::step_name(proved, i)}}},
                         walk_to(proved, *sight),
                         sight->to});
  for (proof::Index i = 0; i < proved.of.groups.size(); ++i)
    if (const auto& sight = found.unmet[i];
        sight && sight->is_certain && found.seen.joined[i]) {
      const Group& group = *proved.of.groups[i];
      stories.push_back({"join_not_met_" + group.id.text,
                         {"check_soundness.join_not_met",
                          {{"group", group.id.text},
                           {"needed", std::to_string(group.join.needed)}}},
                         walk_to(proved, *sight),
                         sight->to});
    }
  return stories;
}

// What has come of it, as the file is to say it.
Expectation end_of(const scenario::World& world) {
  Expectation then;
  const engine::CaseState& state = world.state();
  then.state.text = state.place.empty()
                        ? std::string(engine::status_word(state.status))
                        : state.place;
  for (const std::string_view standing : step_standings()) {
    Expectation::Steps steps{standing, {}};
    for (const engine::StepPlan& plan : world.definition().plans)
      if (scenario::standing_of(state.find_step(plan.id)) == standing)
        steps.ids.push_back({plan.id, {}});
    if (!steps.ids.empty()) then.steps.push_back(std::move(steps));
  }
  return then;
}

bool has_come_to(const scenario::World& world,
                 const check::WorkflowFacts& facts,
                 const proof::Position& end) {
  const engine::CaseState& state = world.state();
  if (!world.differences().empty()) return false;
  if (end.course() == proof::Course::granted)
    return state.status == engine::CaseStatus::granted;
  return state.place == facts.workflow.states[end.place()].id.text &&
         !engine::has_ended(state.status);
}

// Answers of steps that never came to be asked say nothing.
void drop_unasked(const scenario::World& world, Scenario& scenario) {
  std::erase_if(scenario.given, [&](const PlayedPart& part) {
    const std::string_view standing =
        scenario::standing_of(world.state().find_step(part.name.text));
    return standing == "untouched" || standing == "skipped";
  });
  for (PlayedPart& part : scenario.given) {
    const bool is_open =
        scenario::standing_of(world.state().find_step(part.name.text)) ==
            "under_way" ||
        part.answers.size() == 1;
    if (!is_open) part.answers.pop_back();
  }
}

class Saving {
 public:
  Saving(const LoadedProject& loaded, const check::WorkflowFacts& facts,
         const engine::Definition& definition, const stub::Services& services,
         Language language)
      : loaded_(loaded),
        facts_(facts),
        definition_(definition),
        services_(services),
        language_(language) {}

  SavedStories run() {
    out_.workflow = facts_.workflow.id.text;
    Scenarios file{out_.workflow, {}};
    for (const Story& story : stories_of(facts_)) {
      std::optional<Scenario> scenario = played(story);
      if (!scenario) {
        out_.left_out.push_back(
            {"scenario.not_saved", {{"finding", story.title}}});
        continue;
      }
      out_.ids.push_back(story.id);
      file.examples.push_back(std::move(*scenario));
    }
    if (!file.examples.empty()) out_.text = scenario::written(file);
    return std::move(out_);
  }

 private:
  std::optional<Scenario> played(const Story& story) const {
    std::optional<Scenario> scenario = scenario::retell(facts_, story.walk);
    if (!scenario || !story.end) return std::nullopt;
    scenario->id.text = story.id;
    scenario->title.zh = render(story.title, language_);
    scenario::World world(definition_, *scenario, services_);
    world.play();
    if (!has_come_to(world, facts_, *story.end)) return std::nullopt;
    scenario->then = end_of(world);
    drop_unasked(world, *scenario);
    return comes_to_the_same(*scenario) ? std::move(scenario) : std::nullopt;
  }

  // As it is read back from a file.
  bool comes_to_the_same(const Scenario& scenario) const {
    const LoadedScenarios read = load_scenarios_text(
        {"saved.test.yaml",
         scenario::written({facts_.workflow.id.text, {scenario}})},
        loaded_.project);
    if (has_errors(read.diagnostics) || read.scenarios.examples.size() != 1)
      return false;
    const Scenario& again = read.scenarios.examples.front();
    scenario::World world(definition_, again, services_);
    world.play();
    return world.differences().empty() &&
           scenario::differences(again.then, world).empty();
  }

  const LoadedProject& loaded_;
  const check::WorkflowFacts& facts_;
  const engine::Definition& definition_;
  const stub::Services& services_;
  const Language language_;
  SavedStories out_;
};

}  // namespace

SavedStories save_stories(const LoadedProject& loaded, const Workflow& workflow,
                          Date today, Language language) {
  const check::ProjectFacts project =
      check::project_facts(loaded.project, loaded.sources, loaded.diagnostics,
                           Calendar::china(), today);
  const check::WorkflowFacts facts = check::workflow_facts(project, workflow);
  const Result<stub::Services> services =
      stub::Services::compile(loaded.project);
  const Result<engine::Definition> definition =
      engine::compile(loaded.project, workflow, Calendar::china(), "scenario");
  if (facts.proved == nullptr || !services || !definition)
    return {workflow.id.text, {}, {}, {}};
  return Saving(loaded, facts, definition.value(), services.value(), language)
      .run();
}

}  // namespace onething
