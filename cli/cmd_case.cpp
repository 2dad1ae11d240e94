// SPDX-License-Identifier: Apache-2.0
//
// `case …`: finding a case, reading it, and moving it on.

#include <variant>

#include "commands.h"
#include "drive.h"
#include "erasure.h"
#include "onething/diagnostic.h"
#include "onething/report.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

namespace {

Value row_document(const CaseRow& row) {
  Object document{{"case", row.id.text},
                  {"workflow", row.workflow},
                  {"subject", row.subject},
                  {"state", row.state},
                  {"received_at", to_text(row.received_at)},
                  {"changed_at", to_text(row.changed_at)}};
  document.set("due", row.due ? Value(to_text(*row.due)) : Value());
  document.set("attention", row.attention);
  return document;
}

Result<CaseView> read_case(Session& session, const Arguments& arguments) {
  OT_CHECK(open_for(session));
  Runner runner = session.make_runner(nullptr);
  return runner.view({arguments.get("CASE")});
}

}  // namespace

int command_case_list(Session& session, const Arguments& arguments) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  CaseFilter filter;
  filter.workflow = arguments.get("--workflow");
  filter.state = arguments.get("--state");
  filter.subject = arguments.get("--subject");
  filter.only_attention = arguments.has("--attention");
  if (const Status limit = arguments.number("--limit", filter.limit); !limit)
    return session.fail(limit.error());
  const Result<std::vector<CaseRow>> rows = store.value()->cases(filter);
  if (!rows) return session.fail(rows.error());
  if (session.json()) {
    List list;
    for (const CaseRow& row : rows.value()) list.push_back(row_document(row));
    session.print(to_json(Object{{"cases", std::move(list)}}, 2) + "\n");
    return exit_done;
  }
  if (rows.value().empty()) {
    session.say({"cli.no_cases", {}});
    return exit_done;
  }
  std::vector<std::vector<std::string>> lines = {
      {session.text({"report.number", {}}), session.text({"report.state", {}}),
       session.text({"report.due", {}}), session.text({"report.subject", {}})}};
  for (const CaseRow& row : rows.value())
    lines.push_back(
        {row.id.text,
         status_text(session, row.state) + (row.attention ? " !" : ""),
         row.due ? to_text(*row.due) : "-", row.subject});
  session.print(table(lines));
  return exit_done;
}

int command_case_show(Session& session, const Arguments& arguments) {
  const Result<CaseView> view = read_case(session, arguments);
  if (!view) return session.fail(view.error());
  const Result<std::vector<Disclosure>> moved =
      disclosures(*session.open_store().value(), view.value().id);
  if (!moved) return session.fail(moved.error());
  const Result<std::optional<KeyRow>> erased =
      erasure_of(*session.open_store().value(), view.value().id);
  if (!erased) return session.fail(erased.error());
  if (session.json()) {
    Value document = to_document(view.value(), moved.value(),
                                 Masking::personal, session.language());
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
  if (!session.json()) {
    session.print(waiting_text(session, view.value()));
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
  return act_and_show(session, {arguments.get("CASE")},
                      {std::move(supplement), session.actor()});
}

int command_case_withdraw(Session& session, const Arguments& arguments) {
  return act_and_show(
      session, {arguments.get("CASE")},
      {WithdrawCase{arguments.get("--reason")}, session.actor()});
}

}  // namespace onething::cli
