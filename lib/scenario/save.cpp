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
#include "scenario/record.h"
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

std::string place_at(const check::WorkflowFacts& facts,
                     proof::PositionIndex index) {
  return facts.workflow.states[facts.proved->found.positions[index].place()]
      .id.text;
}

std::vector<Story> stories_of(const check::WorkflowFacts& facts) {
  const check::Proved& proved = *facts.proved;
  const proof::Exploration& found = proved.found;
  std::vector<Story> stories;
  const bool has_places = !facts.workflow.states.empty();
  if (found.stuck && has_places && found.arrivals[*found.stuck].is_certain)
    stories.push_back(
        {"stuck",
         {"check_soundness.stuck", {{"state", place_at(facts, *found.stuck)}}},
         walk_to(proved, *found.stuck),
         found.positions[*found.stuck]});
  if (found.astray && has_places && found.arrivals[*found.astray].is_certain)
    stories.push_back({"astray",
                       {"check_soundness.astray",
                        {{"state", place_at(facts, *found.astray)}}},
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
    scenario->then = scenario::end_of(world);
    scenario::drop_unasked(world, *scenario);
    if (!scenario::reads_back(loaded_.project, world, services_, *scenario))
      return std::nullopt;
    return scenario;
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
