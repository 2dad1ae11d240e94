// SPDX-License-Identifier: Apache-2.0
//
// `test`: scenarios, played and compared with what must come of them.

#include <string>

#include "commands.h"
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

}  // namespace

int command_test(Session& session, const Arguments& arguments) {
  ScenarioRequest request;
  request.paths = arguments.all("PATH");
  request.project = session.project_folder();
  request.filter = arguments.get("--filter");
  unsigned jobs = 0;
  const Status counted = arguments.number("--jobs", jobs);
  if (!counted) return session.fail(counted.error());
  request.workers = &session.workers(jobs);
  const Result<ScenarioRun> played = run_scenarios(request);
  if (!played) return session.fail(played.error());
  const ScenarioRun& run = played.value();
  session.adopt_language(run.project);
  const std::string form = arguments.get("--format");
  if (form == "json") {
    session.print(scenarios_json(run, session.language()));
    return ended(session, run);
  }
  if (form == "junit") {
    session.print(scenarios_junit(run, session.language()));
    return ended(session, run);
  }
  RenderOptions options;
  options.language = session.language();
  options.colour = session.colour();
  options.points_further = true;
  session.print(render_text(run.diagnostics, run.sources, options));
  session.print(scenarios_text(run, session.language(), session.colour()));
  for (const Message& each : run.problems) session.say(each);
  say_summary(session, run);
  return ended(session, run);
}

}  // namespace onething::cli
