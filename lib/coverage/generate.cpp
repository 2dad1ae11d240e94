// SPDX-License-Identifier: Apache-2.0
//
// Proposals, played; what passes and goes through something new is written.

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "coverage/projects.h"
#include "coverage/recipes.h"
#include "coverage/sight.h"
#include "onething/scenario_generate.h"
#include "scenario/player.h"
#include "scenario/record.h"
#include "scenario/write.h"

namespace onething {

namespace {

using coverage::Item;
using coverage::Outline;
using coverage::Projects;

unsigned percent(const Outline& outline, const std::vector<bool>& seen) {
  std::size_t all = 0;
  std::size_t covered = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Item& item = outline.items[i];
    const bool is_counted = item.shown.part == CoveragePart::branch ||
                            item.shown.part == CoveragePart::ending;
    if (!is_counted || (item.reach == Item::Reach::no && !seen[i])) continue;
    ++all;
    covered += seen[i] ? 1U : 0U;
  }
  return all == 0 ? 100U : static_cast<unsigned>(covered * 100 / all);
}

class Generation {
 public:
  // `examples`: of what there is, by item, the first that goes through it.
  Generation(const coverage::Watched& watched, const scenario::Ready& ready,
             const Scenario* base, std::vector<const Scenario*> examples,
             Language language)
      : facts_(*watched.facts),
        outline_(*watched.outline),
        project_(watched.project->project),
        definition_(ready.definitions.at(watched.facts->workflow.id.text)),
        services_(*ready.services),
        base_(base),
        examples_(std::move(examples)),
        language_(language) {
    for (const Scenario* one : examples_) seen_.push_back(one != nullptr);
  }

  GeneratedScenarios run() {
    out_.workflow = definition_.workflow->id.text;
    out_.percent_before = percent(outline_, seen_);
    Scenarios file{out_.workflow, {}};
    for (std::size_t i = 0; i < outline_.items.size(); ++i) {
      const Item& item = outline_.items[i];
      if (seen_[i] || item.reach == Item::Reach::no) continue;
      if (std::optional<Scenario> made = reach(i)) {
        out_.ids.push_back(made->id.text);
        file.examples.push_back(std::move(*made));
        continue;
      }
      out_.left_out.push_back({"coverage.not_generated",
                               {{"item", item.shown.text}, {"why", why_}}});
    }
    out_.percent = percent(outline_, seen_);
    if (!file.examples.empty()) out_.text = scenario::written(file);
    return std::move(out_);
  }

 private:
  std::optional<Scenario> reach(std::size_t wanted) {
    why_ = {"coverage.why_no_proposal", {}};
    std::set<const Scenario*> tried = {base_};
    std::optional<Scenario> found = reach(wanted, base_);
    for (const Scenario* other : related(outline_.items[wanted]))
      if (!found && tried.insert(other).second) found = reach(wanted, other);
    return found;
  }

  std::optional<Scenario> reach(std::size_t wanted, const Scenario* base) {
    const Item& item = outline_.items[wanted];
    const coverage::Variations variations(facts_, base);
    for (Scenario& one :
         coverage::proposals(outline_, item, variations, language_)) {
      why_ = {"coverage.why_not_reached", {}};
      one.id.text = id_of(item);
      one.title.zh = render(item.shown.text, language_);
      scenario::World world(definition_, one, services_);
      world.play();
      const std::vector<bool> seen = coverage::seen_in(outline_, world);
      if (!world.differences().empty() || !seen[wanted]) continue;
      one.then = scenario::end_of(world);
      if (!scenario::reads_back(project_, world, services_, one)) continue;
      keep(one, seen);
      return std::move(one);
    }
    return std::nullopt;
  }

  void keep(const Scenario& made, const std::vector<bool>& seen) {
    ids_.insert(made.id.text);
    const Scenario* kept = &kept_.emplace_back(made);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (!seen[i] || seen_[i]) continue;
      seen_[i] = true;
      examples_[i] = kept;
    }
  }

  // Examples in which the steps that an item is about, or reads, are done.
  std::vector<const Scenario*> related(const Item& item) const {
    std::vector<std::string> names;
    if (item.formula != nullptr)
      for (const expr::Reference& read : item.formula->reads())
        if (!read.path.empty() &&
            (read.root == "steps" || read.root == "prefill"))
          names.push_back((read.root == "prefill" ? "prefill." : "") +
                          std::string(read.path.front()));
    if (!item.step.empty()) names.push_back(item.step);
    std::vector<const Scenario*> out;
    for (const std::string& name : names) {
      const auto found = outline_.steps.find(name);
      if (found == outline_.steps.end()) continue;
      const std::size_t done = found->second.done;
      if (done != coverage::nothing && examples_[done] != nullptr)
        out.push_back(examples_[done]);
    }
    // Of an event, those in which it happens.
    for (std::size_t i = 0; i < outline_.items.size(); ++i)
      if (examples_[i] != nullptr &&
          outline_.items[i].shown.part == CoveragePart::transition &&
          outline_.items[i].shown.owner + ".when" == item.shown.owner)
        out.push_back(examples_[i]);
    return out;
  }

  // "steps.tax refused": tax_refused.
  std::string id_of(const Item& item) const {
    std::string_view owner = item.shown.owner;
    constexpr std::string_view steps = "steps.";
    if (owner.starts_with(steps)) owner.remove_prefix(steps.size());
    std::string id;
    for (const char c : std::string(owner) + "_" + item.shown.outcome)
      id += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    std::string unique = id;
    for (int next = 2; ids_.contains(unique); ++next)
      unique = id + "_" + std::to_string(next);
    return unique;
  }

  const check::WorkflowFacts& facts_;
  const Outline& outline_;
  const Project& project_;
  const engine::Definition& definition_;
  const stub::Services& services_;
  const Scenario* base_;
  std::vector<const Scenario*> examples_;  // By item.
  std::vector<bool> seen_;
  std::deque<Scenario> kept_;
  const Language language_;
  std::set<std::string> ids_;
  Message why_;
  GeneratedScenarios out_;
};

// How good an example one is: that goes to the end by itself, and through much.
std::size_t worth_of(const Scenario& scenario, const std::vector<bool>& seen) {
  const auto count =
      static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
  const bool is_plain =
      scenario.when.empty() ||
      (scenario.when.size() == 1 && !scenario.when.front().is_refused &&
       scenario.when.front().kind == ScenarioAct::Kind::submit);
  const bool is_granted = scenario.then.state.text == "granted";
  bool is_smooth = true;
  for (const PlayedPart& part : scenario.given)
    for (const PlayedAnswer& answer : part.answers)
      is_smooth = is_smooth && answer.fails == 0 && !answer.slow &&
                  (answer.kind == PlayedAnswer::Kind::done ||
                   answer.kind == PlayedAnswer::Kind::sample);
  return count + (is_plain ? seen.size() : 0) + (is_granted ? seen.size() : 0) +
         (is_smooth ? seen.size() : 0);
}

const Scenario* best_of(const scenario::Player& player, const ScenarioRun& run,
                        const std::vector<std::vector<bool>>& seen,
                        const Workflow& workflow) {
  const Scenario* best = nullptr;
  std::size_t most = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const scenario::Piece& piece = player.pieces()[i];
    const bool is_any =
        std::find(seen[i].begin(), seen[i].end(), true) != seen[i].end();
    if (piece.definition->workflow != &workflow || !is_any ||
        !run.played[i].differences.empty())
      continue;
    const std::size_t worth = worth_of(piece.scenario, seen[i]);
    if (worth <= most) continue;
    most = worth;
    best = &piece.scenario;
  }
  return best;
}

Result<GenerationRun> generated(scenario::Player& player,
                                const CoverageRequest& request,
                                Language language) {
  const Projects projects(player, Projects::which(request.scenarios),
                          request.scenarios.workflow, request.today);
  OT_TRY(coverage::Looked looked, coverage::play_and_look(player, projects));
  GenerationRun out;
  for (const auto& watched : projects.watched()) {
    const Workflow& workflow = watched->facts->workflow;
    const scenario::Ready* ready = player.ready_for(workflow);
    if (ready == nullptr) continue;
    std::vector<const Scenario*> examples(watched->outline->items.size());
    for (std::size_t i = 0; i < looked.seen.size(); ++i)
      if (player.pieces()[i].definition->workflow == &workflow)
        for (std::size_t item = 0; item < examples.size(); ++item)
          if (looked.seen[i][item] && examples[item] == nullptr)
            examples[item] = &player.pieces()[i].scenario;
    out.workflows.push_back(
        Generation(*watched, *ready,
                   best_of(player, looked.played, looked.seen, workflow),
                   std::move(examples), language)
            .run());
  }
  out.scenarios = std::move(looked.played);
  return out;
}

}  // namespace

Result<GenerationRun> generate_scenarios(const CoverageRequest& request,
                                         Language language) {
  scenario::Player player(request.scenarios);
  OT_CHECK(player.add_files());
  return generated(player, request, language);
}

GenerationRun generate_scenarios_text(SourceFile file, LoadedProject project,
                                      Date today, Language language) {
  const CoverageRequest request{{}, today};
  scenario::Ready ready;
  ready.loaded = std::move(project);
  scenario::Player player(request.scenarios);
  make_ready(ready);
  if (ready.problem.empty()) player.add(std::move(file), ready);
  // Nothing is filtered, so that nothing can be missing.
  return std::move(generated(player, request, language).value());
}

}  // namespace onething
