// SPDX-License-Identifier: Apache-2.0
//
// `case …`: finding a case, reading it, and moving it on.

#include <variant>

#include "commands.h"
#include "drive.h"
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
  if (session.json()) {
    session.print(to_json(to_document(view.value(), moved.value(),
                                      Masking::personal, session.language()),
                          2) +
                  "\n");
    return exit_done;
  }
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

namespace {

void print_trace(Session& session, const std::vector<StoryLine>& story,
                 const std::vector<Disclosure>& moved) {
  for (const StoryLine& line : story)
    session.print(std::to_string(line.sequence) + "  " +
                  to_local_text(line.at) + "  " + session.text(line.text) +
                  "\n");
  std::vector<std::vector<std::string>> lines = {
      {session.text({"report.field", {}}), session.text({"report.from", {}}),
       session.text({"report.to", {}}), session.text({"report.service", {}}),
       session.text({"report.purpose", {}})}};
  for (const Disclosure& each : moved)
    lines.push_back(
        {each.field, each.from, each.to, each.service, each.purpose});
  session.print("\n" + table(lines));
}

void print_trace_json(Session& session, const std::string& id,
                      const std::vector<StoryLine>& story,
                      const std::vector<Disclosure>& moved) {
  List events;
  for (const StoryLine& line : story)
    events.push_back(Object{{"sequence", line.sequence},
                            {"at", to_text(line.at)},
                            {"type", line.type},
                            {"text", session.text(line.text)},
                            {"hash", line.hash}});
  List data;
  for (const Disclosure& each : moved)
    data.push_back(Object{{"field", each.field},
                          {"from", each.from},
                          {"to", each.to},
                          {"step", each.step},
                          {"service", each.service},
                          {"purpose", each.purpose},
                          {"basis", each.basis},
                          {"sensitivity", each.sensitivity},
                          {"at", to_text(each.at)}});
  session.print(to_json(Object{{"case", id},
                               {"events", std::move(events)},
                               {"data", std::move(data)}},
                        2) +
                "\n");
}

}  // namespace

int command_case_trace(Session& session, const Arguments& arguments) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const CaseId id{arguments.get("CASE")};
  const Result<std::vector<StoryLine>> story =
      tell_story(*store.value(), id, session.language());
  if (!story) return session.fail(story.error());
  const Result<std::vector<Disclosure>> moved = disclosures(*store.value(), id);
  if (!moved) return session.fail(moved.error());
  if (session.json())
    print_trace_json(session, id.text, story.value(), moved.value());
  else
    print_trace(session, story.value(), moved.value());
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
  return act_and_show(
      session, {arguments.get("CASE")},
      {WithdrawCase{arguments.get("--reason")}, session.actor()});
}

}  // namespace onething::cli
