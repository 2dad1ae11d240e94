// SPDX-License-Identifier: Apache-2.0
//
// Playing scenarios and looking each case through.

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "calendar/calendar.h"
#include "check/soundness/story.h"
#include "coverage/outline.h"
#include "coverage/projects.h"
#include "coverage/sight.h"
#include "onething/coverage.h"
#include "scenario/player.h"

namespace onething {

namespace {

namespace fs = std::filesystem;

using coverage::Item;
using coverage::Outline;

// What is not covered is told, where exploring knows how a case comes to it.
std::vector<Label> story_of(const check::WorkflowFacts& facts,
                            const Item& item) {
  if (!item.seen || facts.proved == nullptr) return {};
  Message last;
  const std::map<std::string_view, std::string_view> own_words = {
      {"returned", "coverage.returned"},
      {"refused", "coverage.refused"},
      {"failed", "coverage.story_failed"}};
  const auto own = own_words.find(item.shown.outcome);
  if (item.shown.part == CoveragePart::ending && own != own_words.end())
    last = {own->second, {{"owner", item.shown.owner}}};
  const check::Walk walk =
      last.empty() ? coverage::walk_of(*facts.proved, *item.seen)
                   : coverage::walk_before(*facts.proved, *item.seen);
  std::vector<Label> story = check::story_of(facts, walk);
  // In order, which is as good as a number.
  for (Label& label : story) {
    Message told = label.message.args.back().nested.front();
    label.message = std::move(told);
  }
  if (!last.empty()) story.push_back({item.shown.span, std::move(last)});
  return story;
}

WorkflowCoverage coverage_of(const Outline& outline,
                             const std::vector<std::vector<std::size_t>>& by) {
  const check::WorkflowFacts& facts = outline.facts;
  WorkflowCoverage out;
  out.workflow = facts.workflow.id.text;
  out.title = facts.workflow.title;
  out.span = facts.workflow.id.span;
  out.is_explored = facts.proved != nullptr && facts.proved->found.is_complete;
  for (std::size_t i = 0; i < outline.items.size(); ++i) {
    const Item& item = outline.items[i];
    // What has happened can happen, whatever was proved.
    if (by[i].empty() && item.reach == Item::Reach::no) {
      ++out.unreachable;
      continue;
    }
    CoverageItem& shown = out.items.emplace_back(item.shown);
    shown.by = by[i];
    if (shown.is_covered())
      shown.is_proved = true;
    else
      shown.story = story_of(facts, item);
  }
  return out;
}

void move_to(std::uint32_t first, WorkflowCoverage& coverage) {
  coverage.span.file += first;
  for (CoverageItem& item : coverage.items) {
    item.span.file += first;
    for (Label& label : item.story) label.span.file += first;
  }
}

}  // namespace

namespace coverage {

std::uint32_t add_names(const LoadedProject& project, Sources& sources) {
  const auto first = static_cast<std::uint32_t>(sources.files.size());
  std::error_code ignored;
  for (const SourceFile& file : project.sources.files) {
    const fs::path path =
        fs::proximate(fs::path(project.root) / file.path, ignored);
    sources.add(path.empty() ? file.path : path.string(), "");
  }
  return first;
}

namespace {

void add_once(std::vector<const scenario::Ready*>& all,
              const scenario::Ready* one) {
  if (one->problem.empty() &&
      std::find(all.begin(), all.end(), one) == all.end())
    all.push_back(one);
}

}  // namespace

Projects::Projects(const scenario::Player& player, Which which,
                   const std::string& only, Date today) {
  std::vector<const scenario::Ready*> all;
  for (const auto& [root, ready] : player.projects()) add_once(all, &ready);
  for (const scenario::Piece& piece : player.pieces())
    add_once(all, piece.project);
  for (const scenario::Ready* ready : all) {
    const LoadedProject& loaded = ready->loaded;
    projects_.push_back(std::make_unique<const check::ProjectFacts>(
        check::project_facts(loaded.project, loaded.sources, loaded.diagnostics,
                             Calendar::china(), today)));
    for (const Workflow& workflow : loaded.project.workflows) {
      if (!only.empty() && workflow.id.text != only) continue;
      bool is_played = which == Which::all;
      for (const scenario::Piece& piece : player.pieces())
        is_played = is_played || piece.definition->workflow == &workflow;
      if (!is_played) continue;
      Watched& made = *watched_.emplace_back(std::make_unique<Watched>());
      made.project = &loaded;
      made.facts = std::make_unique<const check::WorkflowFacts>(
          check::workflow_facts(*projects_.back(), workflow));
      made.outline = std::make_unique<const Outline>(*made.facts);
    }
  }
}

Result<Looked> play_and_look(scenario::Player& player,
                             const Projects& projects) {
  Looked looked;
  looked.seen.resize(player.pieces().size());
  OT_TRY(looked.played,
         player.play([&](std::size_t piece, const scenario::World& world) {
           const Watched* watched = projects.find(*world.definition().workflow);
           if (watched != nullptr)
             looked.seen[piece] = seen_in(*watched->outline, world);
         }));
  return looked;
}

const Watched* Projects::find(const Workflow& workflow) const {
  for (const auto& one : watched_)
    if (&one->facts->workflow == &workflow) return one.get();
  return nullptr;
}

}  // namespace coverage

CoverageCount WorkflowCoverage::count(CoveragePart part) const {
  CoverageCount counted;
  for (const CoverageItem& item : items) {
    if (item.part != part) continue;
    ++counted.all;
    counted.covered += item.is_covered() ? 1U : 0U;
    counted.not_proved += !item.is_covered() && !item.is_proved ? 1U : 0U;
  }
  return counted;
}

unsigned WorkflowCoverage::percent() const {
  const CoverageCount branches = count(CoveragePart::branch);
  const CoverageCount endings = count(CoveragePart::ending);
  const std::size_t all = branches.all + endings.all;
  if (all == 0) return 100;
  return static_cast<unsigned>((branches.covered + endings.covered) * 100 /
                               all);
}

namespace {

Result<CoverageRun> measured(scenario::Player& player,
                             const CoverageRequest& request) {
  const coverage::Projects projects(
      player, coverage::Projects::which(request.scenarios),
      request.scenarios.workflow, request.today);
  OT_TRY(coverage::Looked looked, coverage::play_and_look(player, projects));
  CoverageRun out;
  std::map<const LoadedProject*, std::uint32_t> first;
  for (const auto& watched : projects.watched()) {
    const Workflow& workflow = watched->facts->workflow;
    std::vector<std::vector<std::size_t>> by(watched->outline->items.size());
    for (std::size_t i = 0; i < looked.seen.size(); ++i)
      if (player.pieces()[i].definition->workflow == &workflow)
        for (std::size_t item = 0; item < by.size(); ++item)
          if (looked.seen[i][item]) by[item].push_back(i);
    if (!first.contains(watched->project))
      first[watched->project] =
          coverage::add_names(*watched->project, out.sources);
    out.workflows.push_back(coverage_of(*watched->outline, by));
    move_to(first[watched->project], out.workflows.back());
  }
  out.scenarios = std::move(looked.played);
  return out;
}

}  // namespace

Result<CoverageRun> run_coverage(const CoverageRequest& request) {
  scenario::Player player(request.scenarios);
  OT_CHECK(player.add_files());
  return measured(player, request);
}

CoverageRun run_coverage_text(SourceFile file, LoadedProject project,
                              Date today) {
  const CoverageRequest request{{}, today};
  scenario::Ready ready;
  ready.loaded = std::move(project);
  scenario::Player player(request.scenarios);
  make_ready(ready);
  if (ready.problem.empty()) player.add(std::move(file), ready);
  // Nothing is filtered, so that nothing can be missing.
  CoverageRun out = std::move(measured(player, request).value());
  if (!ready.problem.empty())
    out.scenarios.problems.push_back(std::move(ready.problem));
  return out;
}

}  // namespace onething
