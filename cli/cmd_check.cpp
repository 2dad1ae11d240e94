// SPDX-License-Identifier: Apache-2.0
//
// `check`: what an author runs before a workflow goes live.

#include "commands.h"
#include "onething/author.h"
#include "session.h"

namespace onething::cli {

namespace {

CheckRequest request_of(Session& session, const Arguments& arguments) {
  CheckRequest request;
  request.paths = arguments.all("PATH");
  request.project = session.project_folder();
  request.today = local_date(session.clock().now());
  return request;
}

void say_counts(const Session& session, const CheckRun& run) {
  std::size_t counts[3] = {};
  for (const Diagnostic& each : run.diagnostics)
    ++counts[static_cast<std::size_t>(each.severity)];
  session.say({run.diagnostics.empty() ? "cli.check_clean" : "cli.check_found",
               {{"files", std::to_string(run.asked.size())},
                {"errors", std::to_string(counts[0])},
                {"warnings", std::to_string(counts[1])}}});
}

}  // namespace

int command_check(Session& session, const Arguments& arguments) {
  const Result<CheckRun> checked = check_files(request_of(session, arguments));
  if (!checked) return session.fail(checked.error());
  const CheckRun& run = checked.value();
  for (const LoadedProject& project : run.projects)
    session.adopt_language(project.project.file);
  const RenderOptions options{session.language(), session.colour()};
  if (session.json()) {
    session.print(render_json(run.diagnostics, run.sources, options));
  } else {
    session.print(render_text(run.diagnostics, run.sources, options));
    say_counts(session, run);
  }
  return run.fails ? exit_content : exit_done;
}

}  // namespace onething::cli
