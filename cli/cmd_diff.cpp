// SPDX-License-Identifier: Apache-2.0
//
// `diff`: what two versions of a workflow mean differently, and what would
// become of the cases that are open.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "case_query.h"
#include "change_commands.h"
#include "mapping_file.h"
#include "onething/change.h"
#include "onething/live_cases.h"
#include "session.h"

namespace onething::cli {

namespace {

// With its mistakes shown, where it has any.
Result<WorkflowVersion> opened(Session& session, const std::string& named,
                               const Arguments& arguments) {
  OT_TRY(WorkflowVersion version,
         open_version(named, arguments.get("--workflow")));
  const LoadedProject& loaded = *version.loaded;
  if (!has_errors(loaded.diagnostics) && version.workflow != nullptr)
    return version;
  session.show(loaded.diagnostics, loaded.sources);
  return Error{ErrorCode::invalid, {"change.has_errors", {{"path", named}}}};
}

bool fails(const WorkflowChanges& changes, const std::string& level) {
  if (level == "never") return false;
  return changes.count(ChangeWeight::breaking) > 0 ||
         (level == "review" && changes.count(ChangeWeight::review) > 0);
}

// Cases that would be stuck fail as breaking changes do, and those that could
// come to a stop as what is to be reviewed.
bool fails(const LiveCases& cases, const std::string& level) {
  if (level == "never") return false;
  return cases.count(Prospect::stuck) > 0 ||
         (level == "review" &&
          cases.count(Prospect::safe) + cases.count(Prospect::stays) <
              cases.count());
}

// Opening a database that is not there would make one.
Status must_be_there(Session& session) {
  OT_TRY(const std::string address, session.store_address());
  const std::string_view scheme = "sqlite:";
  std::error_code ignored;
  if (!address.starts_with(scheme) ||
      std::filesystem::exists(address.substr(scheme.size()), ignored))
    return Done{};
  return Error{ErrorCode::not_found,
               {"change.no_store", {{"address", address}}}};
}

Result<LiveCases> look(Session& session, const Arguments& arguments,
                       const WorkflowVersion& target) {
  OT_CHECK(must_be_there(session));
  OT_TRY(const std::vector<CaseRow> rows,
         select_cases(session, arguments, target.workflow->id.text));
  OT_TRY(const Migration mapping,
         mapping_of(session, arguments, *target.workflow, rows));
  Runner runner = session.make_runner(nullptr);
  return look_at_cases(runner, *target.loaded, *target.workflow, rows, mapping,
                       session.actor(), local_date(session.now()));
}

void print(Session& session, const std::string& form,
           const std::optional<WorkflowChanges>& changes,
           const std::optional<LiveCases>& live) {
  const Language language = session.language();
  if (form == "json") {
    Object all = changes ? changes_object(*changes, language) : Object{};
    if (live) all.set("live", live_object(*live, language));
    return session.print(to_json(all, 2) + "\n");
  }
  if (changes) session.print(changes_in(form, *changes, language));
  if (!live) return;
  if (form == "markdown") return session.print(live_markdown(*live, language));
  session.print((changes ? "\n" : "") + live_text(*live, language));
}

Result<int> diff(Session& session, const Arguments& arguments) {
  const bool is_pair = !arguments.get("NEW").empty();
  const std::string& newer = arguments.get(is_pair ? "NEW" : "OLD");
  std::optional<WorkflowVersion> before;
  if (is_pair) {
    OT_TRY(before, opened(session, arguments.get("OLD"), arguments));
  }
  OT_TRY(const WorkflowVersion after, opened(session, newer, arguments));
  session.adopt_language(after.loaded->project.file);
  std::optional<WorkflowChanges> changes;
  if (before)
    changes = compare_versions(*before, after, local_date(session.now()));
  std::optional<LiveCases> live;
  if (arguments.has("--live")) {
    OT_TRY(live, look(session, arguments, after));
  }
  print(session, arguments.get("--format"), changes, live);
  const std::string level = arguments.get("--fail-on");
  const bool is_bad =
      (changes && fails(*changes, level)) || (live && fails(*live, level));
  return is_bad ? exit_content : exit_done;
}

}  // namespace

int command_diff(Session& session, const Arguments& arguments) {
  const bool is_live = arguments.has("--live");
  if (!is_live && arguments.get("NEW").empty()) {
    session.say({"change.needs_two", {}});
    return exit_usage;
  }
  if (!is_live && arguments.has("--mapping")) {
    session.say({"change.live_only", {{"option", "--mapping"}}});
    return exit_usage;
  }
  if (is_live)
    if (const auto code = session.refused(Act::list_cases, {})) return *code;
  const Result<int> code = diff(session, arguments);
  return code ? code.value() : session.fail(code.error());
}

}  // namespace onething::cli
