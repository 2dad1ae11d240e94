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
  // Of a story that never comes to rest: the move with which its round begins.
  std::optional<std::size_t> round = {};
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
  if (found.restless && found.arrivals[*found.restless].is_certain)
    stories.push_back({"endless_round",
                       {"check_soundness.endless_round",
                        {{"state", place_at(facts, *found.restless)}}},
                       walk_around(proved, *found.restless),
                       std::nullopt,
                       walk_to(proved, *found.restless).size()});
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
  for (std::size_t k = 0; k < proved.of.joined_steps.size(); ++k)
    if (const auto& sight = found.unmet[proved.of.groups.size() + k];
        sight && sight->is_certain) {
      const proof::Index index = proved.of.joined_steps[k];
      const Step& step = *proved.of.steps[index];
      stories.push_back({"runs_not_met_" + step.id.text,
                         {"check_soundness.runs_not_met",
                          {{"step", check::step_name(proved, index)},
                           {"needed", std::to_string(step.join.needed)}}},
                         walk_to(proved, *sight),
                         sight->to});
    }
  return stories;
}

bool has_come_to(const scenario::World& world,
                 const check::WorkflowFacts& facts, const Story& story) {
  const engine::CaseState& state = world.state();
  if (!world.differences().empty()) return false;
  if (story.round) return world.is_restless();
  const proof::Position& end = *story.end;
  if (end.course() == proof::Course::granted)
    return state.status == engine::CaseStatus::granted;
  return state.place == facts.workflow.states[end.place()].id.text &&
         !engine::has_ended(state.status);
}

// What answers in a round answers so every time, and at once: that is why no
// time passes.
void repeat_round(const check::Proved& proved, const Story& story,
                  Scenario& scenario) {
  for (std::size_t i = *story.round; i < story.walk.size(); ++i) {
    const check::Move& move = story.walk[i];
    if (move.action.kind != proof::Action::Kind::come_back) continue;
    const std::string name = check::step_name(proved, move.action.subject);
    for (PlayedPart& part : scenario.given) {
      if (part.name.text != name) continue;
      std::erase_if(part.answers, [](const PlayedAnswer& answer) {
        return answer.kind == PlayedAnswer::Kind::silent;
      });
      if (part.answers.empty()) continue;
      part.answers = {part.answers.back()};
      part.answers.front().slow.reset();
      part.is_always = true;
    }
  }
  scenario.then.rests = {{false, {}}};
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
    if (!scenario || (!story.end && !story.round)) return std::nullopt;
    if (story.round) repeat_round(*facts_.proved, story, *scenario);
    scenario->id.text = story.id;
    scenario->title.zh = render(story.title, language_);
    scenario::World world(definition_, *scenario, services_);
    world.play();
    if (!has_come_to(world, facts_, story)) return std::nullopt;
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
