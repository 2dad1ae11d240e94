// SPDX-License-Identifier: Apache-2.0
//
// From paths to played scenarios: the files, the projects that govern them, and
// all of it side by side.

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "base/limits.h"
#include "load/file_text.h"
#include "onething/scenario_run.h"
#include "report/sentence.h"
#include "scenario/compare.h"
#include "scenario/world.h"

namespace onething {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".test.yaml";

// Whatever the engine asks for once a project is loaded.
struct Ready {
  LoadedProject loaded;
  std::optional<stub::Services> services;
  std::map<std::string, engine::Definition> definitions;
};

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

// Why nothing can be played in it; empty when all is well.
Message make_ready(Ready& ready) {
  if (has_errors(ready.loaded.diagnostics))
    return {"scenario.project_has_errors", {{"path", ready.loaded.root}}};
  Result<stub::Services> services =
      stub::Services::compile(ready.loaded.project);
  if (!services) return services.error().message;
  ready.services = std::move(services.value());
  return {};
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

struct Piece {
  const engine::Definition* definition = nullptr;
  const stub::Services* services = nullptr;
  Scenario scenario;
  std::uint32_t file = 0;
};

PlayedScenario play(const Piece& piece) {
  scenario::World world(*piece.definition, piece.scenario, *piece.services);
  world.play();
  PlayedScenario played;
  played.file = piece.file;
  played.workflow = piece.definition->workflow->id.text;
  played.id = piece.scenario.id.text;
  played.title = piece.scenario.title;
  played.span = piece.scenario.id.span;
  played.differences = world.differences();
  for (Difference& each : scenario::differences(piece.scenario.then, world))
    played.differences.push_back(std::move(each));
  for (const engine::Event& event : world.history())
    played.story.push_back({event.at, report::sentence_of(event)});
  return played;
}

class Run {
 public:
  explicit Run(const ScenarioRequest& request) : request_(request) {}

  Status add_file(const std::string& path) {
    const Result<std::string> text = load::read_file_text(path);
    if (!text) {
      out_.unreadable.push_back(text.error());
      return Done{};
    }
    OT_TRY(const std::string root,
           find_project(request_.project.empty() ? path : request_.project));
    const auto [found, is_new] = ready_.try_emplace(root);
    if (is_new) {
      OT_TRY(found->second.loaded, load_project(root));
      if (ready_.size() == 1) out_.project = found->second.loaded.project.file;
      problem_[root] = make_ready(found->second);
      if (!problem_[root].empty()) out_.problems.push_back(problem_[root]);
    }
    if (problem_[root].empty()) add({path, text.value()}, found->second);
    return Done{};
  }

  void add(SourceFile file, Ready& ready) {
    const std::string path = file.path;
    LoadedScenarios loaded =
        load_scenarios_text(std::move(file), ready.loaded.project);
    const std::uint32_t number =
        out_.sources.add(path, std::move(loaded.sources.files[0].text));
    move_to(number, loaded);
    for (Diagnostic& each : loaded.diagnostics)
      out_.diagnostics.push_back(std::move(each));
    if (has_errors_in(number)) return;
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
          {definition.value(), &*ready.services, std::move(scenario), number});
    }
  }

  ScenarioRun play_all() {
    out_.played.resize(pieces_.size());
    const auto one = [this](std::size_t i) {
      out_.played[i] = play(pieces_[i]);
    };
    std::optional<Workers> own;
    Workers& workers =
        request_.workers == nullptr ? own.emplace() : *request_.workers;
    workers.for_each_index(pieces_.size(), one);
    return std::move(out_);
  }

 private:
  bool is_wanted(const std::string& path, const Scenario& scenario) const {
    const auto has = [this](const std::string& text) {
      return text.find(request_.filter) != std::string::npos;
    };
    return has(path) || has(scenario.id.text) ||
           has(scenario.title.in(Language::zh)) ||
           has(scenario.title.in(Language::en));
  }

  bool has_errors_in(std::uint32_t file) const {
    return std::any_of(out_.diagnostics.begin(), out_.diagnostics.end(),
                       [file](const Diagnostic& each) {
                         return each.severity == Severity::error &&
                                each.span.file == file;
                       });
  }

  // Spans are counted in the sources of the whole run from here on.
  static void move_to(std::uint32_t file, LoadedScenarios& loaded) {
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

  static void move_to(std::uint32_t file, Expectation& then) {
    then.span.file = then.state.span.file = file;
    if (then.took) then.took->span.file = file;
    if (then.due) then.due->second.file = file;
    if (then.ended) then.ended->second.file = file;
    if (then.corrections) then.corrections->second.file = file;
    if (then.outcome) then.outcome->second.file = file;
    for (Expectation::Steps& steps : then.steps)
      for (Spelled& id : steps.ids) id.span.file = file;
    for (auto& [name, value] : then.sent) name.span.file = file;
    for (Spelled& text : then.notice) text.span.file = file;
    for (auto& [clock, day] : then.deadlines) clock.span.file = file;
  }

  const ScenarioRequest& request_;
  std::map<std::string, Ready> ready_;  // By root.
  std::map<std::string, Message> problem_;
  std::vector<Piece> pieces_;
  ScenarioRun out_;
};

}  // namespace

bool ScenarioRun::has_passed() const {
  return problems.empty() && !has_errors(diagnostics) &&
         std::all_of(played.begin(), played.end(),
                     [](const auto& each) { return each.differences.empty(); });
}

Result<ScenarioRun> run_scenarios(const ScenarioRequest& request) {
  OT_TRY(const std::set<std::string> files, files_of(request));
  Run run(request);
  for (const std::string& path : files) OT_CHECK(run.add_file(path));
  ScenarioRun out = run.play_all();
  if (out.played.empty() && out.left_out > 0)
    return Error{ErrorCode::not_found,
                 {"scenario.none_fits", {{"filter", request.filter}}}};
  return out;
}

ScenarioRun run_scenarios_text(SourceFile file, LoadedProject project) {
  const ScenarioRequest request;
  Ready ready;
  ready.loaded = std::move(project);
  Run run(request);
  Message problem = make_ready(ready);
  if (problem.empty()) run.add(std::move(file), ready);
  ScenarioRun out = run.play_all();
  if (!problem.empty()) out.problems.push_back(std::move(problem));
  return out;
}

}  // namespace onething
