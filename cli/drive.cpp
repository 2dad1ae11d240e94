// SPDX-License-Identifier: Apache-2.0

#include "drive.h"

#include <optional>

#include "command.h"
#include "onething/report.h"
#include "picture.h"
#include "print.h"

namespace onething::cli {

namespace {

// What the applicant hands in after a return, when the file already says so.
bool follow_up(Session& session, Runner& runner, const CaseView& view,
               const Application* application) {
  if (application == nullptr || application->follow_up.is_null() ||
      view.status != "correcting" || view.corrections != 1)
    return false;
  if (!session.json()) {
    session.say_text(waiting_text(session, view));
    session.say({"cli.follow_up", {}});
  }
  SupplementCase supplement;
  if (const Value* form = application->follow_up.find("form"))
    supplement.form = *form;
  if (const Value* materials = application->follow_up.find("materials"))
    supplement.materials = *materials;
  const Result<Acted> acted =
      runner.act(view.id, {std::move(supplement), session.actor()});
  return acted && std::holds_alternative<CaseView>(acted.value());
}

int show_result(Session& session, Store& store, const CaseView& view) {
  // Whoever may do one thing in a case need not be one who may look at it.
  if (why_not(session.actor(), Act::see_case, view.parties)) {
    session.say({"cli.done_unseen", {{"case", view.id.text}}});
    return exit_code_of(view);
  }
  const Result<std::vector<Disclosure>> moved = disclosures(store, view.id);
  if (!moved) return session.fail(moved.error());
  if (session.json()) {
    session.print(to_json(to_document(view, moved.value(), Masking::personal,
                                      session.language()),
                          2) +
                  "\n");
    return exit_code_of(view);
  }
  session.print(
      "\n" + receipt(session, view, moved.value(), Detail::short_while_open));
  if (view.ended) return exit_code_of(view);
  session.print("\n" + waiting_text(session, view));
  // Where the applicant or a person is next, the lines above say how.
  if (view.status != "correcting" && view.tasks.empty())
    session.say({"cli.go_on", {{"case", view.id.text}}});
  return exit_code_of(view);
}

}  // namespace

int drive_and_show(Session& session, const CaseId& id,
                   const Application* application) {
  const Result<const LoadedProject*> project = session.open_project("");
  if (!project) return session.fail(project.error());
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<Connector*> departments =
      session.connect(project.value()->project);
  if (!departments) return session.fail(departments.error());
  if (session.stub() != nullptr && application != nullptr &&
      !application->given.is_null()) {
    const Status given = session.stub()->give(id.text, application->given);
    if (!given) return session.fail(given.error());
  }
  Picture picture(session, session.clock());
  RunnerOptions options;
  options.observer = [&](const CaseView& view,
                         const std::vector<std::string>&) {
    // Cases that act for it have no picture of their own.
    if (view.id == id) picture.show(view);
  };
  options.waiting = [&] { picture.tick(); };
  Runner runner = session.make_runner(departments.value(), std::move(options));
  while (true) {
    const CaseId ids[] = {id};
    const Result<std::vector<CaseView>> driven = runner.drive(ids);
    if (!driven) {
      const int code = session.fail(driven.error());
      session.say({"cli.go_on", {{"case", id.text}}});
      return code;
    }
    const CaseView& view = driven.value().front();
    if (follow_up(session, runner, view, application)) continue;
    return show_result(session, *store.value(), view);
  }
}

Status open_for(Session& session) {
  OT_CHECK(session.open_store());
  return Done{};
}

namespace {

// Nothing when it was done; else the exit code, having said why not.
std::optional<int> not_done(Session& session, const CaseId& id,
                            const Command& command,
                            const Message* said_if_nothing_came_of_it) {
  const Status opened = open_for(session);
  if (!opened) return session.fail(opened.error());
  bool is_stored = false;
  RunnerOptions options;
  options.observer = [&](const auto&, const auto&) { is_stored = true; };
  Runner runner = session.make_runner(nullptr, std::move(options));
  const Result<Acted> acted = runner.act(id, command);
  if (!acted) return session.fail(acted.error());
  if (const Rejection* rejection = std::get_if<Rejection>(&acted.value()))
    return session.refuse(*rejection);
  if (!is_stored && said_if_nothing_came_of_it != nullptr)
    session.say(*said_if_nothing_came_of_it);
  return std::nullopt;
}

}  // namespace

int act_and_say(Session& session, const CaseId& id, const Command& command,
                const Message& said) {
  if (const std::optional<int> code = not_done(session, id, command, nullptr))
    return *code;
  session.say(said);
  return exit_done;
}

int act_and_show(Session& session, const CaseId& id, const Command& command,
                 const Application* application,
                 const Message* said_if_nothing_came_of_it) {
  if (const std::optional<int> code =
          not_done(session, id, command, said_if_nothing_came_of_it))
    return *code;
  return drive_and_show(session, id, application);
}

}  // namespace onething::cli
