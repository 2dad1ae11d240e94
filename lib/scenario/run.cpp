// SPDX-License-Identifier: Apache-2.0

#include "scenario/player.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "base/limits.h"
#include "load/file_text.h"
#include "report/sentence.h"
#include "scenario/compare.h"

namespace onething {

namespace scenario {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".test.yaml";

Error cannot_list(const std::string& path, const std::error_code& error) {
  return {ErrorCode::unavailable,
          {"load.cannot_list", {{"path", path}, {"reason", error.message()}}}};
}

Status find_files(const std::string& folder, std::set<std::string>& out) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  if (error) return cannot_list(folder, error);
  while (at != fs::recursive_directory_iterator()) {
    const std::string name = at->path().filename().string();
    const bool is_folder = at->is_directory(error);
    if (is_folder && name.starts_with('.')) at.disable_recursion_pending();
    if (!is_folder && !name.starts_with('.') && name.ends_with(kEnding))
      out.insert(at->path().lexically_normal().string());
    if (out.size() > limits::project_files_max)
      return Error{ErrorCode::invalid,
                   {"load.too_many_files",
                    {{"max", std::to_string(limits::project_files_max)}}}};
    at.increment(error);
    if (error) return cannot_list(folder, error);
  }
  return Done{};
}

Result<std::set<std::string>> files_of(const ScenarioRequest& request) {
  std::set<std::string> files;
  std::vector<std::string> paths = request.paths;
  if (paths.empty()) {
    OT_TRY(const std::string root,
           find_project(request.project.empty() ? "." : request.project));
    std::error_code error;
    const std::string seen =
        fs::path(root).lexically_proximate(fs::current_path(error)).string();
    paths.push_back(seen.empty() ? root : seen);
  }
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error))
      return Error{ErrorCode::not_found,
                   {"author.no_such_path", {{"path", path}}}};
    const std::size_t before = files.size();
    const bool is_folder = fs::is_directory(path, error);
    if (is_folder) OT_CHECK(find_files(path, files));
    if (!is_folder) files.insert(path);
    if (is_folder && files.size() == before)
      return Error{ErrorCode::not_found,
                   {"scenario.none_there", {{"path", path}}}};
  }
  return files;
}

Result<const engine::Definition*> definition_of(Ready& ready,
                                                const std::string& workflow) {
  const auto known = ready.definitions.find(workflow);
  if (known != ready.definitions.end()) return &known->second;
  OT_TRY(engine::Definition made,
         engine::compile(ready.loaded.project,
                         *ready.loaded.project.find_workflow(workflow),
                         Calendar::china(), "scenario"));
  return &ready.definitions.emplace(workflow, std::move(made)).first->second;
}

PlayedScenario played_of(const Piece& piece, const World& world) {
  PlayedScenario played;
  played.file = piece.file;
  played.workflow = piece.definition->workflow->id.text;
  played.id = piece.scenario.id.text;
  played.title = piece.scenario.title;
  played.span = piece.scenario.id.span;
  played.differences = world.differences();
  for (Difference& each : differences(piece.scenario.then, world))
    played.differences.push_back(std::move(each));
  for (const engine::Event& event : world.history())
    played.story.push_back({event.at, report::sentence_of(event)});
  return played;
}

// Spans are counted in the sources of the whole run from here on.
void move_to(std::uint32_t file, Expectation& then) {
  then.span.file = then.state.span.file = file;
  if (then.took) then.took->span.file = file;
  if (then.due) then.due->second.file = file;
  if (then.ended) then.ended->second.file = file;
  if (then.corrections) then.corrections->second.file = file;
  if (then.rests) then.rests->second.file = file;
  if (then.outcome) then.outcome->second.file = file;
  for (Expectation::Steps& steps : then.steps)
    for (Spelled& id : steps.ids) id.span.file = file;
  for (auto& [name, value] : then.sent) name.span.file = file;
  for (auto& [name, fields] : then.ledger) {
    name.span.file = file;
    for (Spelled& field : fields) field.span.file = file;
  }
  for (Spelled& text : then.notice) text.span.file = file;
  for (auto& [clock, day] : then.deadlines) clock.span.file = file;
}

void move_to(std::uint32_t file, LoadedScenarios& loaded) {
  for (Diagnostic& each : loaded.diagnostics) {
    each.span.file = file;
    for (Label& label : each.labels) label.span.file = file;
    for (Edit& edit : each.edits) edit.span.file = file;
  }
  for (Scenario& scenario : loaded.scenarios.examples) {
    scenario.id.span.file = file;
    for (PlayedPart& part : scenario.given)
      for (PlayedAnswer& answer : part.answers) answer.span.file = file;
    for (ScenarioAct& act : scenario.when) act.span.file = file;
    move_to(file, scenario.then);
  }
}

}  // namespace

void make_ready(Ready& ready) {
  if (has_errors(ready.loaded.diagnostics)) {
    ready.problem = {"scenario.project_has_errors",
                     {{"path", ready.loaded.root}}};
    return;
  }
  Result<stub::Services> services =
      stub::Services::compile(ready.loaded.project);
  if (services)
    ready.services = std::move(services.value());
  else
    ready.problem = services.error().message;
}

Status Player::add_files() {
  OT_TRY(const std::set<std::string> files, files_of(request_));
  for (const std::string& path : files) OT_CHECK(add_file(path));
  if (request_.workflow.empty()) return Done{};
  std::string known;
  for (const auto& [root, ready] : projects_)
    for (const Workflow& workflow : ready.loaded.project.workflows) {
      if (workflow.id.text == request_.workflow) return Done{};
      known += (known.empty() ? "" : ", ") + workflow.id.text;
    }
  return Error{ErrorCode::not_found,
               {"coverage.no_such_workflow",
                {{"workflow", request_.workflow}, {"known", known}}}};
}

const Ready* Player::ready_for(const Workflow& workflow) {
  for (const Piece& piece : pieces_)
    if (piece.definition->workflow == &workflow) return piece.project;
  for (auto& [root, ready] : projects_)
    for (const Workflow& one : ready.loaded.project.workflows)
      if (&one == &workflow && ready.problem.empty() &&
          definition_of(ready, one.id.text))
        return &ready;
  return nullptr;
}

Status Player::add_file(const std::string& path) {
  const Result<std::string> text = load::read_file_text(path);
  if (!text) {
    out_.unreadable.push_back(text.error());
    return Done{};
  }
  OT_TRY(const std::string root,
         find_project(request_.project.empty() ? path : request_.project));
  const auto [found, is_new] = projects_.try_emplace(root);
  Ready& ready = found->second;
  if (is_new) {
    OT_TRY(ready.loaded, load_project(root));
    if (projects_.size() == 1) out_.project = ready.loaded.project.file;
    make_ready(ready);
    if (!ready.problem.empty()) out_.problems.push_back(ready.problem);
  }
  if (ready.problem.empty()) add({path, text.value()}, ready);
  return Done{};
}

void Player::add(SourceFile file, Ready& ready) {
  const std::string path = file.path;
  LoadedScenarios loaded =
      load_scenarios_text(std::move(file), ready.loaded.project);
  const std::uint32_t number =
      out_.sources.add(path, std::move(loaded.sources.files[0].text));
  move_to(number, loaded);
  for (Diagnostic& each : loaded.diagnostics)
    out_.diagnostics.push_back(std::move(each));
  if (has_errors_in(number)) return;
  if (!request_.workflow.empty() &&
      loaded.scenarios.workflow != request_.workflow)
    return;
  const Result<const engine::Definition*> definition =
      definition_of(ready, loaded.scenarios.workflow);
  if (!definition) {
    out_.problems.push_back(definition.error().message);
    return;
  }
  for (Scenario& scenario : loaded.scenarios.examples) {
    if (!is_wanted(path, scenario)) {
      ++out_.left_out;
      continue;
    }
    pieces_.push_back(
        {&ready, definition.value(), std::move(scenario), number});
  }
}

Result<ScenarioRun> Player::play(const Watcher& watcher) {
  if (pieces_.empty() && out_.left_out > 0)
    return Error{ErrorCode::not_found,
                 {"scenario.none_fits", {{"filter", request_.filter}}}};
  out_.played.resize(pieces_.size());
  const auto one = [&](std::size_t i) {
    const Piece& piece = pieces_[i];
    World world(*piece.definition, piece.scenario, *piece.project->services);
    world.play();
    out_.played[i] = played_of(piece, world);
    if (watcher) watcher(i, world);
  };
  std::optional<Workers> own;
  Workers& workers =
      request_.workers == nullptr ? own.emplace() : *request_.workers;
  workers.for_each_index(pieces_.size(), one);
  return std::move(out_);
}

bool Player::is_wanted(const std::string& path,
                       const Scenario& scenario) const {
  const auto has = [this](const std::string& text) {
    return text.find(request_.filter) != std::string::npos;
  };
  return has(path) || has(scenario.id.text) ||
         has(scenario.title.in(Language::zh)) ||
         has(scenario.title.in(Language::en));
}

bool Player::has_errors_in(std::uint32_t file) const {
  return std::any_of(out_.diagnostics.begin(), out_.diagnostics.end(),
                     [file](const Diagnostic& each) {
                       return each.severity == Severity::error &&
                              each.span.file == file;
                     });
}

}  // namespace scenario

bool ScenarioRun::has_passed() const {
  return problems.empty() && !has_errors(diagnostics) &&
         std::all_of(played.begin(), played.end(),
                     [](const auto& each) { return each.differences.empty(); });
}

Result<ScenarioRun> run_scenarios(const ScenarioRequest& request) {
  scenario::Player player(request);
  OT_CHECK(player.add_files());
  return player.play();
}

ScenarioRun run_scenarios_text(SourceFile file, LoadedProject project) {
  const ScenarioRequest request;
  scenario::Ready ready;
  ready.loaded = std::move(project);
  scenario::Player player(request);
  make_ready(ready);
  if (ready.problem.empty()) player.add(std::move(file), ready);
  // Nothing is filtered, so that nothing can be missing.
  ScenarioRun out = std::move(player.play().value());
  if (!ready.problem.empty()) out.problems.push_back(std::move(ready.problem));
  return out;
}

}  // namespace onething
