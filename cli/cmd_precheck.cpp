// SPDX-License-Identifier: Apache-2.0
//
// `precheck`, `prefill`, `ask`: what helps whoever is about to apply.

#include "onething/precheck.h"

#include <algorithm>
#include <memory>
#include <string>

#include "batch_file.h"
#include "guide_commands.h"
#include "onething/ask.h"
#include "onething/interview.h"
#include "onething/prefill.h"
#include "onething/runner.h"
#include "onething/store.h"
#include "session.h"

namespace onething::cli {

namespace {

// The one that the application names, unless one is given.
Result<const Workflow*> workflow_of(Session& session,
                                    const Arguments& arguments) {
  if (arguments.has("--workflow"))
    return session.find_workflow(arguments.get("--workflow"));
  const std::string path = arguments.get("FORM");
  OT_TRY(const Value values, load_values(path));
  const Value* name = values.find("application");
  if (name == nullptr || name->text() == nullptr)
    return Error{ErrorCode::invalid,
                 {"guide.form_names_no_workflow", {{"path", path}}}};
  return session.find_workflow(*name->text());
}

std::string place_of(const Precheck& checked, const PrecheckDefect& defect) {
  if (defect.found == nullptr) return {};
  const Span& span = defect.found->span;
  return checked.loaded.sources.files[span.file].path + ":" +
         std::to_string(span.begin.line) + ":" +
         std::to_string(span.begin.column);
}

// What only the engine refuses: the rules for agents, for one.
Status add_rules(Session& session, const LoadedProject& project,
                 const Workflow& workflow, Precheck& checked) {
  if (!checked.defects.empty()) return Done{};
  const std::unique_ptr<Store> store = make_memory_store();
  Runner runner(*store, session.clock(), nullptr);
  OT_TRY(const Acted acted,
         runner.rehearse_submit(project, workflow, checked.loaded.application,
                                "precheck", session.actor()));
  if (const Rejection* rejection = std::get_if<Rejection>(&acted))
    checked.defects.push_back({nullptr, nullptr, nullptr, rejection->message});
  return Done{};
}

Result<int> precheck_form(Session& session, const Arguments& arguments) {
  OT_TRY(const Workflow* workflow, workflow_of(session, arguments));
  OT_TRY(const LoadedProject* project, session.open_project(""));
  OT_TRY(Precheck checked,
         precheck(arguments.get("FORM"), project->project, *workflow));
  OT_CHECK(add_rules(session, *project, *workflow, checked));
  List documents;
  for (const PrecheckDefect& each : checked.defects) {
    const std::string place = place_of(checked, each);
    const std::string who = each.department == nullptr
                                ? std::string()
                                : session.name(each.department->title);
    std::string line = place.empty() ? "" : place + "  ";
    if (!who.empty()) line += who + "  ";
    line += session.text(each.message);
    documents.push_back(
        Object{{"place", place},
               {"step", each.step == nullptr ? Value() : each.step->id.text},
               {"department", who},
               {"message_id", std::string(each.message.key)},
               {"message", session.text(each.message)}});
    if (!session.json()) session.print(line + "\n");
  }
  if (session.json())
    session.print(to_json(Object{{"workflow", workflow->id.text},
                                 {"defects", std::move(documents)}},
                          2) +
                  "\n");
  if (checked.defects.empty()) {
    if (!session.json()) session.say({"guide.precheck_clean", {}});
    return exit_done;
  }
  session.say({"guide.precheck_sum",
               {{"count", std::to_string(checked.defects.size())}}});
  return exit_content;
}

Result<int> prefill_form(Session& session, const Arguments& arguments) {
  OT_TRY(const Workflow* workflow, workflow_of(session, arguments));
  OT_TRY(const LoadedProject* project, session.open_project(""));
  const std::string path = arguments.get("FORM");
  OT_TRY(LoadedProfile profile,
         load_profile(path, project->project, *workflow));
  if (has_errors(profile.diagnostics)) {
    session.show(profile.diagnostics, profile.sources);
    return Error{ErrorCode::invalid, {"metrics.bad_profile", {{"path", path}}}};
  }
  OT_TRY(Connector * departments, session.connect(project->project));
  const Prefilled filled = fill_form(project->project, *workflow,
                                     profile.profile.form, *departments);
  bool is_complete = true;
  for (const Fetched& each : filled.fetched) {
    if (each.problem.empty() || each.problem.key == "guide.prefill_not_now")
      continue;
    is_complete = false;
    session.say({"guide.prefill_failed",
                 {{"what", session.name(each.prefill->title)},
                  {"problem", each.problem}}});
  }
  OT_TRY(const Value rest, load_values(path));
  const int written =
      write_out(session, arguments.get("--out"),
                prefilled_text(*workflow, filled, rest, session.language()));
  session.say(
      {"guide.prefill_sum", {{"count", std::to_string(filled.filled.size())}}});
  if (written != exit_done) return written;
  return is_complete ? exit_done : exit_surroundings;
}

std::string place_of(const Sources& sources, const Span& span) {
  return sources.files[span.file].path + ":" + std::to_string(span.begin.line);
}

// A person who answers: the lead department's, or the hotline for everything.
Message handed_over(const Session& session, const Answered& answered) {
  if (answered.person != nullptr && !answered.contact.phone.empty())
    return {"guide.ask_person",
            {{"department", session.name(answered.person->title)},
             {"phone", session.name(answered.contact.phone.text)}}};
  return {"guide.ask_hotline", {}};
}

Result<int> ask_project(Session& session, const Arguments& arguments) {
  OT_TRY(const LoadedProject* project, session.open_project(""));
  if (has_errors(project->diagnostics)) {
    session.show(project->diagnostics, session.shown_sources());
    return Error{ErrorCode::invalid, {"cli.project_has_errors", {}}};
  }
  const Answered answered =
      ask(*project, arguments.get("QUESTION"), session.language());
  const Sources sources = session.shown_sources();
  const Message person = handed_over(session, answered);
  if (session.json()) {
    List found;
    for (const FoundAnswer& each : answered.found)
      found.push_back(Object{
          {"workflow",
           each.workflow == nullptr ? Value() : each.workflow->id.text},
          {"about", each.about},
          {"text", each.text},
          {"place", place_of(sources, each.span)},
          {"coverage", static_cast<std::int64_t>(each.coverage * 100 + 0.5)}});
    session.print(
        to_json(
            Object{{"sure", answered.is_sure},
                   {"found", std::move(found)},
                   {"handed_over",
                    answered.is_sure ? Value() : Value(session.text(person))}},
            2) +
        "\n");
    return answered.is_sure ? exit_done : exit_content;
  }
  if (!answered.is_sure) session.say({"guide.ask_not_sure", {}});
  for (const FoundAnswer& each : answered.found) {
    session.print(each.about + "\n  " + each.text + "\n  " +
                  place_of(sources, each.span) + "\n");
    if (answered.is_sure) break;
  }
  if (answered.is_sure) return exit_done;
  session.say(person);
  return exit_content;
}

int code_of(Session& session, const Result<int>& result) {
  return result ? result.value() : session.fail(result.error());
}

}  // namespace

int command_precheck(Session& session, const Arguments& arguments) {
  return code_of(session, precheck_form(session, arguments));
}

int command_prefill(Session& session, const Arguments& arguments) {
  return code_of(session, prefill_form(session, arguments));
}

int command_ask(Session& session, const Arguments& arguments) {
  return code_of(session, ask_project(session, arguments));
}

}  // namespace onething::cli
