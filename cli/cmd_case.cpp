// SPDX-License-Identifier: Apache-2.0
//
// `case …`: reading a case and moving it on. Finding one is cmd_case_list.cpp.

#include <variant>

#include "bulk.h"
#include "commands.h"
#include "drive.h"
#include "erasure.h"
#include "onething/diagnostic.h"
#include "onething/report.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

namespace {

Result<CaseView> read_case(Session& session, const Arguments& arguments) {
  OT_CHECK(open_for(session));
  Runner runner = session.make_runner(nullptr);
  return runner.view({arguments.get("CASE")});
}

}  // namespace

int command_case_show(Session& session, const Arguments& arguments) {
  const Result<CaseView> view = read_case(session, arguments);
  if (!view) return session.fail(view.error());
  if (const auto code = session.refused(Act::see_case, view.value().parties))
    return *code;
  const Result<std::vector<Disclosure>> moved =
      disclosures(*session.open_store().value(), view.value().id);
  if (!moved) return session.fail(moved.error());
  const Result<std::optional<KeyRow>> erased =
      erasure_of(*session.open_store().value(), view.value().id);
  if (!erased) return session.fail(erased.error());
  if (session.json()) {
    Value document = to_document(view.value(), moved.value(), Masking::personal,
                                 session.language());
    if (erased.value())
      document.object()->set("erased", erasure_document(*erased.value()));
    session.print(to_json(document, 2) + "\n");
    return exit_done;
  }
  if (erased.value())
    session.print(erasure_text(session, *erased.value()) + "\n");
  session.print(receipt(session, view.value(), moved.value(), Detail::full));
  if (!view.value().ended)
    session.print("\n" + waiting_text(session, view.value()));
  return exit_done;
}

int command_case_why(Session& session, const Arguments& arguments) {
  const Result<CaseView> view = read_case(session, arguments);
  if (!view) return session.fail(view.error());
  if (const auto code = session.refused(Act::see_case, view.value().parties))
    return *code;
  if (!session.json()) {
    session.print(waiting_text(session, view.value()) +
                  last_mending_text(session, view.value()));
    return exit_done;
  }
  List list;
  for (const Waiting& waiting : why_waiting(view.value(), session.language()))
    list.push_back(Object{{"reason", std::string(waiting.what.key)},
                          {"what", session.text(waiting.what)},
                          {"since", to_text(waiting.since)},
                          {"who", session.text(waiting.who)},
                          {"command", session.text(waiting.command)}});
  session.print(to_json(Object{{"case", view.value().id.text},
                               {"state", view.value().status},
                               {"waiting", std::move(list)}},
                        2) +
                "\n");
  return exit_done;
}

int command_case_resume(Session& session, const Arguments& arguments) {
  const Status opened = open_for(session);
  if (!opened) return session.fail(opened.error());
  return drive_and_show(session, {arguments.get("CASE")}, nullptr);
}

int command_case_supplement(Session& session, const Arguments& arguments) {
  if (!arguments.has("--form")) {
    session.say({"cli.missing_option", {{"option", "--form FILE"}}});
    return exit_usage;
  }
  Result<Value> more = load_values(arguments.get("--form"));
  if (!more) return session.fail(more.error());
  SupplementCase supplement;
  const Value* part = more.value().find("supplement");
  const Value& source = part != nullptr ? *part : more.value();
  const Value* form = source.find("form");
  const Value* materials = source.find("materials");
  if (form != nullptr) supplement.form = *form;
  if (materials != nullptr) supplement.materials = *materials;
  if (form == nullptr && materials == nullptr) supplement.form = source;
  if (const Status number = arguments.number("--notice", supplement.notice);
      !number)
    return session.fail(number.error());
  return act_and_show(session, {arguments.get("CASE")},
                      {std::move(supplement), session.actor()});
}

// What a department says later, of a call it has taken: {"done": …},
// {"returned": …} or {"refused": …}, as it would have answered at once.
int command_case_answer(Session& session, const Arguments& arguments) {
  if (!arguments.has("--data")) {
    session.say({"cli.missing_option", {{"option", "--data FILE"}}});
    return exit_usage;
  }
  Result<Value> document = load_values(arguments.get("--data"));
  if (!document) return session.fail(document.error());
  AnswerCall answer;
  answer.key = arguments.get("KEY");
  answer.document = std::move(document.value());
  Actor department = session.actor();
  department.channel = Channel::system;
  return act_and_show(session, {arguments.get("CASE")},
                      {std::move(answer), std::move(department)});
}

int command_case_withdraw(Session& session, const Arguments& arguments) {
  return act_on_chosen(
      session, arguments,
      {WithdrawCase{arguments.get("--reason")}, session.actor()});
}

}  // namespace onething::cli
