// SPDX-License-Identifier: Apache-2.0
//
// `metrics`: the reform in figures.

#include "onething/metrics.h"

#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include "commands.h"
#include "session.h"

namespace onething::cli {

namespace {

// The workflows that are named; a folder, or nothing, means all of its project.
Result<std::vector<const Workflow*>> named(Session& session,
                                           const Arguments& arguments) {
  std::vector<const Workflow*> out;
  std::vector<std::string> names = arguments.all("WORKFLOW");
  if (names.empty()) names.push_back(session.project_folder());
  for (const std::string& name : names) {
    std::error_code ignored;
    if (!name.empty() && !std::filesystem::is_directory(name, ignored)) {
      OT_TRY(const Workflow* workflow, session.find_workflow(name));
      out.push_back(workflow);
      continue;
    }
    OT_TRY(const LoadedProject* loaded, session.open_project(name));
    if (has_errors(loaded->diagnostics)) {
      session.show(loaded->diagnostics, session.shown_sources());
      return Error{ErrorCode::invalid, {"cli.project_has_errors", {}}};
    }
    for (const Workflow& workflow : loaded->project.workflows)
      out.push_back(&workflow);
  }
  return out;
}

// Forms stay where they are while they are pointed to.
struct Profiles {
  std::deque<LoadedApplication> loaded;
  std::vector<MetricProfile> list;
};

Result<const Workflow*> workflow_of(const std::string& path,
                                    const Project& project,
                                    std::span<const Workflow* const> named) {
  OT_TRY(const Value values, load_values(path));
  const Value* written = values.find("application");
  if (written != nullptr && written->text() != nullptr)
    if (const Workflow* found = project.find_workflow(*written->text()))
      return found;
  if (named.size() == 1) return named.front();
  return Error{ErrorCode::invalid,
               {"metrics.no_workflow_of_profile", {{"path", path}}}};
}

Status read_profiles(Session& session, const Arguments& arguments,
                     const Project& project,
                     std::span<const Workflow* const> workflows,
                     Profiles& out) {
  for (const std::string& path : arguments.all("--profile")) {
    OT_TRY(const Workflow* workflow, workflow_of(path, project, workflows));
    OT_TRY(LoadedApplication loaded,
           load_application(path, project, *workflow));
    if (has_errors(loaded.diagnostics)) {
      session.show(loaded.diagnostics, loaded.sources);
      return Error{ErrorCode::invalid,
                   {"metrics.bad_profile", {{"path", path}}}};
    }
    out.loaded.push_back(std::move(loaded));
    out.list.push_back({workflow, &out.loaded.back().application.form});
  }
  return Done{};
}

Status show_list(Session& session, const std::string& path,
                 const Project& project) {
  OT_TRY(const std::vector<ListedService> list, compare_list(path, project));
  std::size_t present = 0;
  for (const ListedService& each : list) {
    present += each.workflow.empty() ? 0U : 1U;
    session.print(
        session.text(
            each.workflow.empty()
                ? Message{"metrics.not_listed", {{"name", each.name}}}
                : Message{"metrics.listed",
                          {{"name", each.name}, {"workflow", each.workflow}}}) +
        "\n");
  }
  session.print(session.text({"metrics.list_sum",
                              {{"count", std::to_string(list.size())},
                               {"present", std::to_string(present)}}}) +
                "\n");
  return Done{};
}

}  // namespace

int command_metrics(Session& session, const Arguments& arguments) {
  MetricsRequest request;
  for (const std::string& rule : arguments.all("--rule"))
    if (const Status known = choose_rule(rule, request.choices); !known) {
      session.say(known.error().message);
      return exit_usage;
    }
  const auto workflows = named(session, arguments);
  if (!workflows) return session.fail(workflows.error());
  const auto loaded = session.open_project("");
  if (!loaded) return session.fail(loaded.error());
  const LoadedProject& project = *loaded.value();
  if (arguments.has("--list")) {
    const Status shown =
        show_list(session, arguments.get("--list"), project.project);
    return shown ? exit_done : session.fail(shown.error());
  }
  Profiles profiles;
  if (const Status read = read_profiles(session, arguments, project.project,
                                        workflows.value(), profiles);
      !read)
    return session.fail(read.error());
  const std::vector<std::string> changes = arguments.all("--what-if");
  request.workflows = workflows.value();
  request.profiles = profiles.list;
  request.what_if = changes;
  request.today = local_date(session.clock().now());
  const Result<MetricsReport> report = measure_reform(project, request);
  if (!report) return session.fail(report.error());
  const Result<std::string> text =
      metrics_in(arguments.get("--format"), report.value(), session.language());
  if (!text) return session.fail(text.error());
  session.print(text.value());
  return exit_done;
}

}  // namespace onething::cli
