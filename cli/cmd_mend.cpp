// SPDX-License-Identifier: Apache-2.0
//
// `case migrate` and `case repair`: moving running cases to another version of
// their workflow, and mending what is stuck, one case or many.

#include <charconv>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "bulk.h"
#include "case_query.h"
#include "commands.h"
#include "drive.h"
#include "mapping_file.h"
#include "onething/outlook.h"
#include "session.h"

namespace onething::cli {

namespace {

using What = RepairCase::What;

Error usage(Message message) {
  return {ErrorCode::not_found, std::move(message)};
}

// Errors that checking finds in the file of the new version are told, and
// nothing is moved.
Status must_be_sound(Session& session, const LoadedProject& project,
                     const Workflow& workflow) {
  CheckRequest request;
  request.paths = {project.root + "/" +
                   project.sources.files[workflow.file].path};
  request.severity = Severity::error;
  request.today = local_date(session.now());
  OT_TRY(CheckRun run, check_files(request));
  if (!run.fails) return Done{};
  const CheckRun& kept = session.keep(std::move(run));
  session.show(kept.diagnostics, kept.sources);
  return Error{ErrorCode::invalid, {"migrate.target_has_errors", {}}};
}

Result<int> migrate(Session& session, const Arguments& arguments) {
  OT_TRY(const Workflow* target, session.find_workflow(arguments.get("--to")));
  OT_TRY(const LoadedProject* project, session.open_project(""));
  OT_CHECK(must_be_sound(session, *project, *target));
  OT_TRY(const std::vector<CaseRow> rows,
         chosen_cases(session, arguments, target->id.text));
  MigrateCase wish;
  OT_TRY(wish.mapping, mapping_of(session, arguments, *target, rows));
  wish.reason = arguments.get("--reason");
  OT_CHECK(session.open_store());
  Runner runner = session.make_runner(nullptr);
  BulkOrder order;
  order.apply = arguments.has("--apply");
  OT_TRY(wish.to, runner.add_definition(*project, *target,
                                        order.apply ? Runner::Keep::in_store
                                                    : Runner::Keep::in_memory));
  order.definition = wish.to;
  order.command = {std::move(wish), session.actor()};
  // The same answer as `diff --live` gives.
  Outlook outlook(*project, *target, local_date(session.now()));
  order.objection = [&outlook](const CaseView& moved) {
    return objection_to(outlook.look(moved));
  };
  return run_bulk(session, arguments, runner, rows, order);
}

// "permits/3": the third run of a step.
Status read_step(const std::string& text, RepairCase& wish) {
  const std::size_t slash = text.find('/');
  wish.step = text.substr(0, slash);
  if (slash == std::string::npos && !wish.step.empty()) return Done{};
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(
      text.data() + std::min(slash + 1, text.size()), end, number);
  if (wish.step.empty() || slash == std::string::npos || rest != end ||
      error != std::errc() || number < 1)
    return usage({"repair.bad_step", {{"text", text}}});
  wish.iteration = number - 1;
  return Done{};
}

Result<RepairCase> repair_of(const Arguments& arguments) {
  constexpr std::pair<std::string_view, What> kWays[] = {
      {"--retry", What::retry}, {"--set", What::set},
      {"--skip", What::skip},   {"--redo", What::redo},
      {"--move", What::move},   {"--cancel", What::cancel}};
  RepairCase wish;
  int ways = 0;
  for (const auto& [option, what] : kWays) {
    if (!arguments.has(option)) continue;
    ++ways;
    wish.what = what;
    if (what == What::move)
      wish.state = arguments.get(option);
    else if (what != What::cancel)
      OT_CHECK(read_step(arguments.get(option), wish));
  }
  if (ways != 1) return usage({"repair.choose_one", {}});
  if (wish.what == What::set) {
    if (!arguments.has("--data"))
      return usage({"cli.missing_option", {{"option", "--data FILE"}}});
    OT_TRY(wish.output, load_values(arguments.get("--data")));
  }
  wish.was_not_done = arguments.has("--not-done");
  wish.reason = arguments.get("--reason");
  return wish;
}

Result<int> repair(Session& session, const Arguments& arguments) {
  OT_TRY(RepairCase wish, repair_of(arguments));
  OT_TRY(const std::vector<CaseRow> rows, chosen_cases(session, arguments, ""));
  BulkOrder order;
  order.command = {std::move(wish), session.actor()};
  if (arguments.has("CASE"))
    return act_and_show(session, rows.front().id, order.command);
  order.apply = arguments.has("--apply");
  OT_CHECK(session.open_store());
  Runner runner = session.make_runner(nullptr);
  return run_bulk(session, arguments, runner, rows, order);
}

// Options without which nothing can be done.
bool lacks(Session& session, const Arguments& arguments,
           std::string_view option, std::string_view value) {
  if (!arguments.get(option).empty()) return false;
  session.say({"cli.missing_option",
               {{"option", std::string(option) + " " + std::string(value)}}});
  return true;
}

}  // namespace

int command_case_migrate(Session& session, const Arguments& arguments) {
  if (lacks(session, arguments, "--to", "WORKFLOW") ||
      lacks(session, arguments, "--reason", "TEXT"))
    return exit_usage;
  const Result<int> code = migrate(session, arguments);
  return code ? code.value() : session.fail(code.error());
}

int command_case_repair(Session& session, const Arguments& arguments) {
  if (lacks(session, arguments, "--reason", "TEXT")) return exit_usage;
  const Result<int> code = repair(session, arguments);
  return code ? code.value() : session.fail(code.error());
}

}  // namespace onething::cli
