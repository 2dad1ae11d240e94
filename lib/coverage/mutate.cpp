// SPDX-License-Identifier: Apache-2.0
//
// Every change on a workflow of its own, until a scenario notices.

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "calendar/calendar.h"
#include "coverage/mutants.h"
#include "coverage/projects.h"
#include "onething/mutation.h"
#include "onething/value.h"
#include "scenario/compare.h"
#include "scenario/player.h"

namespace onething {

namespace {

using coverage::Mutant;
using scenario::Piece;

// What was loaded, once more: nothing of it can be copied.
LoadedProject loaded_again(const LoadedProject& loaded) {
  LoadedProject again = load_texts(loaded.sources.files);
  again.root = loaded.root;
  return again;
}

// Whether a scenario comes to another end, or the workflow cannot even run.
bool is_noticed(const Piece& first, const std::vector<const Piece*>& pieces,
                const Mutant& mutant) {
  LoadedProject changed = loaded_again(first.project->loaded);
  const std::string& id = first.definition->workflow->id.text;
  for (Workflow& workflow : changed.project.workflows) {
    if (workflow.id.text != id) continue;
    mutant.make(workflow);
    const Result<engine::Definition> definition = engine::compile(
        changed.project, workflow, Calendar::china(), "scenario");
    if (!definition) return true;
    for (const Piece* piece : pieces) {
      scenario::World world(definition.value(), piece->scenario,
                            *piece->project->services);
      world.play();
      if (!world.differences().empty() ||
          !scenario::differences(piece->scenario.then, world).empty())
        return true;
    }
  }
  return false;
}

// The workflows that scenarios pass for, each with these.
std::vector<std::vector<const Piece*>> by_workflow(
    const scenario::Player& player, const ScenarioRun& run) {
  std::vector<std::vector<const Piece*>> out;
  for (std::size_t i = 0; i < player.pieces().size(); ++i) {
    const Piece& piece = player.pieces()[i];
    if (!run.played[i].differences.empty()) continue;
    bool is_known = false;
    for (std::vector<const Piece*>& one : out) {
      if (one.front()->definition != piece.definition) continue;
      one.push_back(&piece);
      is_known = true;
    }
    if (!is_known) out.push_back({&piece});
  }
  return out;
}

Result<MutationRun> mutated(scenario::Player& player,
                            const ScenarioRequest& request) {
  MutationRun out;
  OT_TRY(out.scenarios, player.play());
  std::optional<Workers> own;
  Workers& workers =
      request.workers == nullptr ? own.emplace() : *request.workers;
  std::map<const LoadedProject*, std::uint32_t> first;
  for (const auto& pieces : by_workflow(player, out.scenarios)) {
    const Piece& example = *pieces.front();
    const LoadedProject& loaded = example.project->loaded;
    const Workflow& workflow = *example.definition->workflow;
    const std::vector<Mutant> mutants = coverage::mutants_of(workflow);
    std::vector<char> noticed(mutants.size(), 0);
    workers.for_each_index(mutants.size(), [&](std::size_t i) {
      noticed[i] = is_noticed(example, pieces, mutants[i]) ? 1 : 0;
    });
    if (!first.contains(&loaded))
      first[&loaded] = coverage::add_names(loaded, out.sources);
    WorkflowMutation made{workflow.id.text, workflow.title, mutants.size(), {}};
    for (std::size_t i = 0; i < mutants.size(); ++i) {
      if (noticed[i] != 0) continue;
      Survivor survivor{std::string(mutants[i].change), mutants[i].span,
                        mutants[i].text};
      survivor.span.file += first[&loaded];
      made.survivors.push_back(std::move(survivor));
    }
    out.workflows.push_back(std::move(made));
  }
  return out;
}

std::string place_of(const MutationRun& run, Span span) {
  return run.sources.files[span.file].path + ":" +
         std::to_string(span.begin.line) + ":" +
         std::to_string(span.begin.column);
}

}  // namespace

unsigned WorkflowMutation::percent() const {
  if (changes == 0) return 100;
  return static_cast<unsigned>((changes - survivors.size()) * 100 / changes);
}

Result<MutationRun> run_mutation(const ScenarioRequest& request) {
  scenario::Player player(request);
  OT_CHECK(player.add_files());
  return mutated(player, request);
}

MutationRun run_mutation_text(SourceFile file, LoadedProject project) {
  const ScenarioRequest request;
  scenario::Ready ready;
  ready.loaded = std::move(project);
  scenario::Player player(request);
  make_ready(ready);
  if (ready.problem.empty()) player.add(std::move(file), ready);
  // Nothing is filtered, so that nothing can be missing.
  MutationRun out = std::move(mutated(player, request).value());
  if (!ready.problem.empty())
    out.scenarios.problems.push_back(std::move(ready.problem));
  return out;
}

std::string mutation_text(const MutationRun& run, Language language) {
  std::string out;
  for (const WorkflowMutation& one : run.workflows) {
    out +=
        one.workflow + "  " + one.title.in(language) + "  " +
        render(
            {"mutation.score",
             {{"percent", std::to_string(one.percent())},
              {"all", std::to_string(one.changes)},
              {"noticed", std::to_string(one.changes - one.survivors.size())}}},
            language) +
        "\n";
    if (!one.survivors.empty())
      out += "  " + render({"mutation.survivors", {}}, language) + "\n";
    for (const Survivor& survivor : one.survivors)
      out += "    " + place_of(run, survivor.span) + ": " +
             render(survivor.text, language) + "\n";
    out += "\n";
  }
  return out;
}

std::string mutation_json(const MutationRun& run, Language language) {
  List workflows;
  for (const WorkflowMutation& one : run.workflows) {
    List survivors;
    for (const Survivor& each : one.survivors)
      survivors.push_back(Object{
          {"change", each.change},
          {"text", render(each.text, language)},
          {"file", run.sources.files[each.span.file].path},
          {"line", static_cast<std::int64_t>(each.span.begin.line)},
          {"column", static_cast<std::int64_t>(each.span.begin.column)}});
    const auto all = static_cast<std::int64_t>(one.changes);
    workflows.push_back(Object{
        {"workflow", one.workflow},
        {"title", one.title.in(language)},
        {"percent", static_cast<std::int64_t>(one.percent())},
        {"changes", all},
        {"noticed", all - static_cast<std::int64_t>(one.survivors.size())},
        {"survivors", std::move(survivors)}});
  }
  Value out = Object{{"mutation", std::move(workflows)}};
  const Result<Value> played =
      parse_json(scenarios_json(run.scenarios, language));
  if (played)
    for (const auto& [name, value] : *played.value().object())
      out.object()->set(name, value);
  return to_json(out, 2) + "\n";
}

}  // namespace onething
