// SPDX-License-Identifier: Apache-2.0
//
// `test`: scenarios, played and compared with what must come of them.

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "commands.h"
#include "onething/coverage.h"
#include "onething/load.h"
#include "onething/mutation.h"
#include "onething/scenario_generate.h"
#include "onething/scenario_run.h"
#include "session.h"
#include "watch.h"

namespace onething::cli {

namespace {

void say_summary(const Session& session, const ScenarioRun& run) {
  std::size_t failed = 0;
  for (const PlayedScenario& one : run.played)
    failed += one.differences.empty() ? 0U : 1U;
  if (!run.played.empty())
    session.say({"scenario.summary",
                 {{"all", std::to_string(run.played.size())},
                  {"passed", std::to_string(run.played.size() - failed)},
                  {"failed", std::to_string(failed)}}});
  if (run.left_out > 0)
    session.say(
        {"scenario.left_out", {{"count", std::to_string(run.left_out)}}});
}

int ended(const Session& session, const ScenarioRun& run) {
  for (const Error& each : run.unreadable) session.fail(each);
  if (!run.unreadable.empty()) return exit_surroundings;
  return run.has_passed() ? exit_done : exit_content;
}

// Of a terminal that shows one run after the other: emptied with the same
// writing, so that it does not flicker.
enum class Screen { goes_on, begins_anew };
constexpr std::string_view kNewScreen = "\x1b[H\x1b[2J";

void show_text(const Session& session, const ScenarioRun& run, Screen screen) {
  RenderOptions options;
  options.language = session.language();
  options.colour = session.colour();
  options.points_further = true;
  const bool is_new = screen == Screen::begins_anew && session.colour();
  session.print((is_new ? std::string(kNewScreen) : std::string()) +
                render_text(run.diagnostics, run.sources, options) +
                scenarios_text(run, session.language(), session.colour()));
  for (const Message& each : run.problems) session.say(each);
  say_summary(session, run);
}

int show(const Session& session, const ScenarioRun& run,
         const std::string& form, Screen screen) {
  if (form == "json")
    session.print(scenarios_json(run, session.language()));
  else if (form == "junit")
    session.print(scenarios_junit(run, session.language()));
  else
    show_text(session, run, screen);
  return ended(session, run);
}

// Says which workflows are below, and gives the exit code.
int judge(const Session& session, const CoverageRun& run, unsigned least) {
  int code = ended(session, run.scenarios);
  for (const WorkflowCoverage& each : run.workflows) {
    if (each.percent() >= least) continue;
    session.say({"coverage.below",
                 {{"workflow", each.workflow},
                  {"percent", std::to_string(each.percent())},
                  {"min", std::to_string(least)}}});
    if (code == exit_done) code = exit_content;
  }
  return code;
}

int measure(Session& session, const Arguments& arguments,
            const ScenarioRequest& request, Screen screen) {
  const std::string form = arguments.get("--format");
  if (form == "junit") {
    session.say({"coverage.no_junit", {}});
    return exit_usage;
  }
  unsigned least = 0;
  const Status counted = arguments.number("--min", least);
  if (!counted) return session.fail(counted.error());
  if (least > 100) {
    session.say({"coverage.bad_min", {{"given", arguments.get("--min")}}});
    return exit_usage;
  }
  const Result<CoverageRun> measured =
      run_coverage({request, local_date(session.clock().now())});
  if (!measured) return session.fail(measured.error());
  const CoverageRun& run = measured.value();
  session.adopt_language(run.scenarios.project);
  if (form == "json") {
    session.print(coverage_json(run, session.language()));
  } else {
    show_text(session, run.scenarios, screen);
    session.print(coverage_text(run, session.language()));
  }
  return judge(session, run, least);
}

// What is not noticed is the answer, and no failure.
int mutate(Session& session, const Arguments& arguments,
           const ScenarioRequest& request, Screen screen) {
  const std::string form = arguments.get("--format");
  if (form == "junit") {
    session.say({"mutation.no_junit", {}});
    return exit_usage;
  }
  const Result<MutationRun> mutated = run_mutation(request);
  if (!mutated) return session.fail(mutated.error());
  const MutationRun& run = mutated.value();
  session.adopt_language(run.scenarios.project);
  if (form == "json") {
    session.print(mutation_json(run, session.language()));
  } else {
    show_text(session, run.scenarios, screen);
    session.print(mutation_text(run, session.language()));
  }
  return ended(session, run.scenarios);
}

Status save(const std::string& path, const std::string& text) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored))
    return Error{ErrorCode::not_found, {"coverage.exists", {{"path", path}}}};
  std::ofstream out(path, std::ios::binary);
  out << text << std::flush;
  if (!out.good())
    return Error{ErrorCode::unavailable,
                 {"cli.cannot_write", {{"path", path}}}};
  return Done{};
}

// The one workflow for which something was written; null for none.
Result<const GeneratedScenarios*> only_one(const GenerationRun& run) {
  std::vector<const GeneratedScenarios*> found;
  std::string names;
  for (const GeneratedScenarios& each : run.workflows) {
    if (each.ids.empty()) continue;
    names += (names.empty() ? "" : ", ") + each.workflow;
    found.push_back(&each);
  }
  if (found.size() > 1)
    return Error{ErrorCode::not_found,
                 {"coverage.generate_one", {{"workflows", names}}}};
  return found.empty() ? nullptr : found.front();
}

int generate(Session& session, const Arguments& arguments,
             const ScenarioRequest& request) {
  const Result<GenerationRun> made = generate_scenarios(
      {request, local_date(session.clock().now())}, session.language());
  if (!made) return session.fail(made.error());
  const GenerationRun& run = made.value();
  if (!run.scenarios.has_passed())
    return show(session, run.scenarios, "text", Screen::goes_on);
  const Result<const GeneratedScenarios*> one = only_one(run);
  if (!one) return session.fail(one.error());
  for (const GeneratedScenarios& each : run.workflows)
    for (const Message& message : each.left_out) session.say(message);
  if (one.value() == nullptr) {
    session.say({"coverage.nothing_to_generate", {}});
    return exit_done;
  }
  const GeneratedScenarios& written = *one.value();
  const std::string path = arguments.get("--save");
  if (path.empty()) {
    session.print(written.text);
  } else if (const Status saved = save(path, written.text); !saved) {
    return session.fail(saved.error());
  }
  session.say({"coverage.generated",
               {{"workflow", written.workflow},
                {"count", std::to_string(written.ids.size())},
                {"before", std::to_string(written.percent_before)},
                {"after", std::to_string(written.percent)}}});
  if (!path.empty()) session.say({"coverage.generated_to", {{"path", path}}});
  return exit_done;
}

int play(Session& session, const Arguments& arguments,
         const ScenarioRequest& request, Screen screen) {
  if (arguments.has("--mutate"))
    return mutate(session, arguments, request, screen);
  if (arguments.has("--coverage") || arguments.has("--min"))
    return measure(session, arguments, request, screen);
  const Result<ScenarioRun> played = run_scenarios(request);
  if (!played) return session.fail(played.error());
  session.adopt_language(played.value().project);
  return show(session, played.value(), arguments.get("--format"), screen);
}

// The files of scenarios, and the projects that govern them.
Result<std::vector<std::string>> watched_by(const ScenarioRequest& request) {
  std::vector<std::string> starts = request.paths;
  if (!request.project.empty() || starts.empty())
    starts.push_back(request.project.empty() ? "." : request.project);
  std::vector<std::string> folders = request.paths;
  for (const std::string& start : starts) {
    OT_TRY(std::string root, find_project(start));
    folders.push_back(std::move(root));
  }
  return folders;
}

}  // namespace

int command_test(Session& session, const Arguments& arguments) {
  ScenarioRequest request;
  request.paths = arguments.all("PATH");
  request.project = session.project_folder();
  request.filter = arguments.get("--filter");
  request.workflow = arguments.get("--workflow");
  unsigned jobs = 0;
  const Status counted = arguments.number("--jobs", jobs);
  if (!counted) return session.fail(counted.error());
  request.workers = &session.workers(jobs);
  if (arguments.has("--generate")) return generate(session, arguments, request);
  if (arguments.has("--save")) {
    session.say({"coverage.save_without_generate", {}});
    return exit_usage;
  }
  if (!arguments.has("--watch"))
    return play(session, arguments, request, Screen::goes_on);
  const Result<std::vector<std::string>> folders = watched_by(request);
  if (!folders) return session.fail(folders.error());
  return watch(session, folders.value(),
               [&] { play(session, arguments, request, Screen::begins_anew); });
}

}  // namespace onething::cli
