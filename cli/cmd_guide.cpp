// SPDX-License-Identifier: Apache-2.0
//
// `plan`, `guide`, `catalog`: what is told before anybody applies.

#include "onething/guide.h"

#include <optional>
#include <string>

#include "batch_file.h"
#include "guide_commands.h"
#include "onething/catalog.h"
#include "onething/interview.h"
#include "onething/plan.h"
#include "session.h"

namespace onething::cli {

namespace {

// Nothing without --profile; mistakes in it have been shown.
Result<std::optional<LoadedProfile>> profile_of(Session& session,
                                                const Arguments& arguments,
                                                const Workflow& workflow) {
  if (!arguments.has("--profile")) return std::optional<LoadedProfile>();
  OT_TRY(const LoadedProject* project, session.open_project(""));
  const std::string path = arguments.get("--profile");
  OT_TRY(LoadedProfile loaded, load_profile(path, project->project, workflow));
  if (has_errors(loaded.diagnostics)) {
    session.show(loaded.diagnostics, loaded.sources);
    return Error{ErrorCode::invalid, {"metrics.bad_profile", {{"path", path}}}};
  }
  return std::optional(std::move(loaded));
}

Result<Date> start_of_plan(Session& session, const Arguments& arguments) {
  if (!arguments.has("--start")) return local_date(session.clock().now());
  const std::string text = arguments.get("--start");
  if (const std::optional<Date> date = parse_date(text)) return *date;
  return Error{ErrorCode::not_found,
               {"cli.bad_date", {{"option", "--start"}, {"value", text}}}};
}

Result<int> plan(Session& session, const Arguments& arguments) {
  OT_TRY(const Workflow* workflow,
         session.find_workflow(arguments.get("WORKFLOW")));
  OT_TRY(const LoadedProject* project, session.open_project(""));
  OT_TRY(const Date start, start_of_plan(session, arguments));
  OT_TRY(const std::optional<LoadedProfile> profile,
         profile_of(session, arguments, *workflow));
  PlanRequest request{workflow, profile ? &profile->profile : nullptr, start,
                      local_date(session.clock().now())};
  Profile said = profile ? profile->profile : Profile();
  const Plan made = arguments.has("--ask")
                        ? ask_for_plan(session, *project, request, said)
                        : make_plan(*project, request);
  if (arguments.has("--save")) {
    const int code = write_out(session, arguments.get("--save"),
                               application_text(*workflow, said.form, {}));
    if (code != exit_done) return code;
  }
  session.print(plan_in(arguments.get("--format"), made, session.language()));
  return exit_done;
}

Result<int> guide(Session& session, const Arguments& arguments) {
  OT_TRY(const Workflow* workflow,
         session.find_workflow(arguments.get("WORKFLOW")));
  OT_TRY(const LoadedProject* project, session.open_project(""));
  OT_TRY(const std::optional<LoadedProfile> profile,
         profile_of(session, arguments, *workflow));
  const bool is_notice = arguments.has("--notice");
  if (profile && !is_notice) {
    session.say({"guide.profile_needs_notice", {}});
    return exit_usage;
  }
  const std::string form = arguments.get("--format");
  GuideRequest request;
  request.workflow = workflow;
  request.is_notice = is_notice;
  request.profile = profile ? &profile->profile : nullptr;
  request.has_picture = form == "html" && !is_notice;
  request.today = local_date(session.clock().now());
  const Guide written =
      write_guide(*project, request, form, session.language());
  for (const Message& each : written.missing) session.say(each);
  return write_out(session, arguments.get("--out"), written.text);
}

CatalogOrder order_of(const std::string& word) {
  if (word == "department") return CatalogOrder::department;
  if (word == "channel") return CatalogOrder::channel;
  return word == "maturity" ? CatalogOrder::maturity : CatalogOrder::stage;
}

Result<int> catalog(Session& session, const Arguments& arguments) {
  OT_TRY(const LoadedProject* project,
         session.open_project(arguments.get("PATH")));
  if (has_errors(project->diagnostics)) {
    session.show(project->diagnostics, session.shown_sources());
    return Error{ErrorCode::invalid, {"cli.project_has_errors", {}}};
  }
  CatalogRequest request;
  request.by = order_of(arguments.get("--by"));
  request.stage = arguments.get("--stage");
  request.department = arguments.get("--department");
  request.channel = arguments.get("--way-in");
  request.maturity = arguments.get("--maturity");
  request.language = session.language();
  OT_TRY(const Catalog made, make_catalog(*project, request));
  return write_out(
      session, arguments.get("--out"),
      catalog_in(arguments.get("--format"), made, session.language()));
}

int code_of(Session& session, const Result<int>& result) {
  return result ? result.value() : session.fail(result.error());
}

}  // namespace

int command_plan(Session& session, const Arguments& arguments) {
  return code_of(session, plan(session, arguments));
}

int command_guide(Session& session, const Arguments& arguments) {
  return code_of(session, guide(session, arguments));
}

int command_catalog(Session& session, const Arguments& arguments) {
  return code_of(session, catalog(session, arguments));
}

}  // namespace onething::cli
