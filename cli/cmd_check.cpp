// SPDX-License-Identifier: Apache-2.0
//
// `check`: what an author runs before a workflow goes live.

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>

#include "commands.h"
#include "onething/author.h"
#include "onething/disclosure.h"
#include "onething/scenario_save.h"
#include "session.h"

namespace onething::cli {

namespace {

using Render = std::string (*)(const Diagnostics&, const Sources&,
                               const RenderOptions&);

struct Form {
  std::string_view name;
  Render render;
};

constexpr Form kForms[] = {
    {"text", render_text},   {"concise", render_concise},
    {"json", render_json},   {"sarif", render_sarif},
    {"junit", render_junit}, {"github", render_github},
};

const Form* find_form(std::string_view name) {
  for (const Form& form : kForms)
    if (form.name == name) return &form;
  return nullptr;
}

// --report FORMAT=FILE
struct Report {
  const Form* form = nullptr;
  std::string path;
};

Result<std::vector<Report>> reports_of(const Arguments& arguments) {
  std::vector<Report> reports;
  for (const std::string& wish : arguments.all("--report")) {
    const std::size_t equals = wish.find('=');
    const Form* form = find_form(wish.substr(0, equals));
    if (form == nullptr || equals == std::string::npos ||
        equals + 1 == wish.size())
      return Error{ErrorCode::not_found, {"cli.bad_report", {{"value", wish}}}};
    reports.push_back({form, wish.substr(equals + 1)});
  }
  return reports;
}

Severity severity_of(const std::string& word, Severity otherwise) {
  if (word == "error") return Severity::error;
  if (word == "warning") return Severity::warning;
  if (word == "info") return Severity::info;
  return otherwise;
}

bool reads_stdin(const CheckRequest& request) {
  return std::find(request.paths.begin(), request.paths.end(), "-") !=
         request.paths.end();
}

Result<CheckRequest> request_of(Session& session, const Arguments& arguments) {
  CheckRequest request;
  request.paths = arguments.all("PATH");
  request.project = session.project_folder();
  request.stdin_name = arguments.get("--stdin-filename");
  request.select = arguments.all("--select");
  request.ignore = arguments.all("--ignore");
  request.baseline = arguments.get("--baseline");
  request.severity = severity_of(arguments.get("--severity"), Severity::info);
  request.fail_on = severity_of(arguments.get("--fail-on"), Severity::error);
  request.today = local_date(session.clock().now());
  unsigned jobs = 0;
  OT_CHECK(arguments.number("--jobs", jobs));
  request.workers = &session.workers(jobs);
  if (reads_stdin(request))
    request.stdin_text.assign(std::istreambuf_iterator<char>(std::cin),
                              std::istreambuf_iterator<char>());
  return request;
}

RenderOptions options_of(const Session& session, const CheckRun& run,
                         const CheckRequest& request,
                         const std::vector<CodeTitle>& titles) {
  RenderOptions options;
  options.language = session.language();
  options.points_further = true;
  options.fail_on = request.fail_on;
  options.titles = titles;
  options.files = run.asked;
  return options;
}

void say_counts(const Session& session, const CheckRun& run) {
  // Nothing was looked at, because nothing could be read: ended() says so.
  if (run.asked.empty() && !run.unreadable.empty()) return;
  std::array<std::size_t, 3> counts{};
  for (const Diagnostic& each : run.diagnostics)
    ++counts[static_cast<std::size_t>(each.severity)];
  const std::vector<Arg> args = {{"files", std::to_string(run.asked.size())},
                                 {"errors", std::to_string(counts[0])},
                                 {"warnings", std::to_string(counts[1])},
                                 {"infos", std::to_string(counts[2])}};
  if (run.diagnostics.empty())
    session.say({"cli.check_clean", args});
  else if (counts[2] == 0)
    session.say({"cli.check_found", args});
  else
    session.say({"cli.check_found_all", args});
  const OnceOnlyCount& once = run.once_only;
  if (once.workflows > 0)
    session.say({"cli.check_once_only",
                 {{"workflows", std::to_string(once.workflows)},
                  {"asked", std::to_string(once.asked)},
                  {"shared", std::to_string(once.shared)},
                  {"more", std::to_string(once.could_be_shared)}}});
  if (run.known > 0)
    session.say({"cli.check_known", {{"count", std::to_string(run.known)}}});
  if (run.stale.empty()) return;
  session.say(
      {"cli.check_stale", {{"count", std::to_string(run.stale.size())}}});
  for (const std::string& each : run.stale)
    session.say({"cli.check_stale_entry", {{"entry", each}}});
}

// Where a form goes: --report writes files, the rest is printed.
int write_report(const Session& session, const Report& report,
                 const std::string& text) {
  std::ofstream out(report.path, std::ios::binary);
  out << text << std::flush;
  if (out.good()) return exit_done;
  return session.fail(
      {ErrorCode::unavailable, {"cli.cannot_write", {{"path", report.path}}}});
}

int show_run(Session& session, const Arguments& arguments, const CheckRun& run,
             const CheckRequest& request, const std::vector<Report>& reports) {
  const std::string wish = arguments.get("--format");
  const Form& form = *find_form(wish.empty() ? "text" : wish);
  // Titles stand on the pages, which text does not need.
  const bool needs_titles = form.render != render_text || !reports.empty();
  const std::vector<CodeTitle> titles =
      needs_titles ? code_titles(session.language()) : std::vector<CodeTitle>{};
  RenderOptions options = options_of(session, run, request, titles);
  for (const Report& report : reports) {
    const int code = write_report(
        session, report,
        report.form->render(run.diagnostics, run.sources, options));
    if (code != exit_done) return code;
  }
  options.colour = session.colour();
  const std::string text = form.render(run.diagnostics, run.sources, options);
  // Standard output is taken when a mended document goes there.
  if (arguments.has("--fix") && reads_stdin(request))
    session.say_text(text);
  else
    session.print(text);
  if (form.render == render_text || form.render == render_concise)
    say_counts(session, run);
  return run.fails ? exit_content : exit_done;
}

// What the files allow to be handed on, instead of what is wrong with them.
int show_disclosure(Session& session, const Arguments& arguments,
                    const CheckRun& run) {
  const std::vector<DisclosureMatrix> matrices = disclosure_matrices(run);
  const std::string form = arguments.get("--format");
  if (form == "csv")
    session.print(disclosure_csv(matrices, session.language()));
  else if (form == "json")
    session.print(disclosure_json(matrices, session.language()));
  else
    session.print(disclosure_text(matrices, session.language()));
  // Where files have mistakes, something may be missing above.
  if (has_errors(run.diagnostics)) say_counts(session, run);
  return run.fails ? exit_content : exit_done;
}

// --save: the stories of what soundness found, of one workflow.
Status save(const Session& session, const CheckRun& run,
            const CheckRequest& request, const std::string& path) {
  std::vector<SavedStories> all;
  for (const LoadedProject& one : run.projects) {
    OT_TRY(const LoadedProject loaded, load_project(one.root));
    if (has_errors(loaded.diagnostics)) continue;
    for (const Workflow& workflow : loaded.project.workflows) {
      const std::string& file = loaded.sources.files[workflow.file].path;
      const bool is_found = std::any_of(
          run.diagnostics.begin(), run.diagnostics.end(),
          [&](const Diagnostic& each) {
            return each.code.starts_with("OT57") &&
                   run.sources.files[each.span.file].path.ends_with(file);
          });
      if (!is_found) continue;
      SavedStories saved =
          save_stories(loaded, workflow, request.today, session.language());
      for (const Message& each : saved.left_out) session.say(each);
      if (!saved.ids.empty()) all.push_back(std::move(saved));
    }
  }
  if (all.empty()) {
    session.say({"scenario.nothing_to_save", {{"path", path}}});
    return Done{};
  }
  if (all.size() > 1) {
    std::string names;
    for (const SavedStories& each : all)
      names += (names.empty() ? "" : ", ") + each.workflow;
    return Error{ErrorCode::not_found,
                 {"scenario.save_one", {{"workflows", names}}}};
  }
  std::ofstream out(path, std::ios::binary);
  out << all.front().text << std::flush;
  if (!out.good())
    return Error{ErrorCode::unavailable,
                 {"cli.cannot_write", {{"path", path}}}};
  session.say(
      {"scenario.saved",
       {{"count", std::to_string(all.front().ids.size())}, {"path", path}}});
  return Done{};
}

// What could not be read weighs more than what was found: `code` is honest for
// the rest alone.
int ended(const Session& session, const CheckRun& run, int code) {
  for (const Error& each : run.unreadable)
    session.say({"cli.not_checked", {{"what", each.message}}});
  return run.unreadable.empty() ? code : exit_surroundings;
}

void adopt_language(Session& session, const CheckRun& run) {
  for (const LoadedProject& project : run.projects)
    session.adopt_language(project.project.file);
}

// Without a change to propose, what is left decides: nobody has mended it.
int show_diff(Session& session, const CheckRequest& request,
              const std::vector<FileChange>& changes) {
  for (const FileChange& change : changes) session.print(diff_of(change));
  Result<CheckRun> checked = check_files(request);
  if (!checked) return session.fail(checked.error());
  const CheckRun& run = session.keep(std::move(checked.value()));
  adopt_language(session, run);
  if (!changes.empty()) {
    session.say(
        {"cli.mend_would", {{"files", std::to_string(changes.size())}}});
    return ended(session, run, exit_content);
  }
  session.say({"cli.mend_none", {}});
  say_counts(session, run);
  return ended(session, run, run.fails ? exit_content : exit_done);
}

// Writes what could be mended, or prints the one document from standard input.
Status fix(const Session& session, CheckRequest& request,
           const std::vector<FileChange>& changes) {
  if (!reads_stdin(request)) {
    return write_changes(changes);
  }
  if (!changes.empty()) request.stdin_text = changes.front().after;
  session.print(request.stdin_text);
  return Done{};
}

}  // namespace

int command_check(Session& session, const Arguments& arguments) {
  const Result<std::vector<Report>> reports = reports_of(arguments);
  if (!reports) return session.fail(reports.error());
  Result<CheckRequest> wish = request_of(session, arguments);
  if (!wish) return session.fail(wish.error());
  CheckRequest& request = wish.value();
  if (reads_stdin(request) && request.paths.size() > 1) {
    session.say({"cli.stdin_alone", {}});
    return exit_usage;
  }
  std::size_t mended = 0;
  if (arguments.has("--fix") || arguments.has("--diff")) {
    const Result<std::vector<FileChange>> changes = mend_files(request);
    if (!changes) return session.fail(changes.error());
    if (arguments.has("--diff"))
      return show_diff(session, request, changes.value());
    const Status fixed = fix(session, request, changes.value());
    if (!fixed) return session.fail(fixed.error());
    if (!reads_stdin(request)) mended = changes.value().size();
  }
  Result<CheckRun> checked = check_files(request);
  if (!checked) return session.fail(checked.error());
  const CheckRun& run = session.keep(std::move(checked.value()));
  adopt_language(session, run);
  if (mended > 0)
    session.say({"cli.mend_done", {{"files", std::to_string(mended)}}});
  if (arguments.has("--disclosure"))
    return ended(session, run, show_disclosure(session, arguments, run));
  if (arguments.has("--write-baseline")) {
    const std::string path = arguments.get("--write-baseline");
    const Status written = write_baseline(run, path);
    if (!written) return session.fail(written.error());
    session.say(
        {"cli.baseline_written",
         {{"path", path}, {"count", std::to_string(run.diagnostics.size())}}});
    return ended(session, run, exit_done);
  }
  const int code = show_run(session, arguments, run, request, reports.value());
  if (arguments.has("--save")) {
    const Status saved = save(session, run, request, arguments.get("--save"));
    if (!saved) return session.fail(saved.error());
  }
  return ended(session, run, code);
}

}  // namespace onething::cli
