// SPDX-License-Identifier: Apache-2.0
//
// `test`: scenarios, played and compared with what must come of them.

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "commands.h"
#include "onething/coverage.h"
#include "onething/scenario_generate.h"
#include "onething/scenario_run.h"
#include "session.h"

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

void show_text(const Session& session, const ScenarioRun& run) {
  RenderOptions options;
  options.language = session.language();
  options.colour = session.colour();
  options.points_further = true;
  session.print(render_text(run.diagnostics, run.sources, options));
  session.print(scenarios_text(run, session.language(), session.colour()));
  for (const Message& each : run.problems) session.say(each);
  say_summary(session, run);
}

int show(const Session& session, const ScenarioRun& run,
         const std::string& form) {
  if (form == "json")
    session.print(scenarios_json(run, session.language()));
  else if (form == "junit")
    session.print(scenarios_junit(run, session.language()));
  else
    show_text(session, run);
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
            const ScenarioRequest& request) {
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
    show_text(session, run.scenarios);
    session.print(coverage_text(run, session.language()));
  }
  return judge(session, run, least);
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
  if (!run.scenarios.has_passed()) return show(session, run.scenarios, "text");
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
  if (arguments.has("--coverage") || arguments.has("--min"))
    return measure(session, arguments, request);
  const Result<ScenarioRun> played = run_scenarios(request);
  if (!played) return session.fail(played.error());
  session.adopt_language(played.value().project);
  return show(session, played.value(), arguments.get("--format"));
}

}  // namespace onething::cli
