// SPDX-License-Identifier: Apache-2.0
//
// `case trace`: what happened to a case, where each of its values came from and
// who has it.

#include <optional>

#include "commands.h"
#include "erasure.h"
#include "onething/privacy.h"
#include "onething/report.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

namespace {

// What is shown, collected before anything is printed.
struct Traced {
  std::string id;
  std::vector<StoryLine> story;
  std::vector<Provenance> values;
  std::vector<Disclosure> moved;
  std::optional<KeyRow> erased;
  Masking masking = Masking::personal;
  // Whose case it is; with the departments that have a value, who may see it.
  Subject parties;
};

// Unmasked only for those who may see this very value: a department sees what
// it was sent, and what it gave.
Masking masking_of(const Session& session, const Traced& traced,
                   const Provenance& each) {
  if (traced.masking == Masking::personal) return Masking::personal;
  Subject subject = traced.parties;
  subject.departments = each.to;
  subject.departments.push_back(each.from);
  return why_not(session.actor(), Act::see_personal, subject)
             ? Masking::personal
             : Masking::none;
}

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& each : all) text += (text.empty() ? "" : ", ") + each;
  return text.empty() ? "-" : text;
}

std::string shown(const Session& session, const Traced& traced,
                  const Provenance& each) {
  return show_value(each.value, each.sensitivity,
                    masking_of(session, traced, each), session.language());
}

std::string origin(const Session& session, const Provenance& each) {
  const std::string from = each.from == "applicant"
                               ? session.text({"report.who_applicant", {}})
                               : each.from;
  return each.actor.empty() ? from : from + " (" + each.actor + ")";
}

void print_text(Session& session, const Traced& traced) {
  if (traced.erased)
    session.print(erasure_text(session, *traced.erased) + "\n");
  for (const StoryLine& line : traced.story)
    session.print(std::to_string(line.sequence) + "  " +
                  to_local_text(line.at) + "  " + session.text(line.text) +
                  "\n");
  const auto word = [&](std::string_view key) {
    return session.text({key, {}});
  };
  std::vector<std::vector<std::string>> values = {
      {word("report.field"), word("privacy.value"), word("report.from"),
       word("privacy.at"), word("privacy.who_has")}};
  for (const Provenance& each : traced.values)
    values.push_back({each.field, shown(session, traced, each),
                      origin(session, each), to_local_text(each.at),
                      joined(each.to)});
  if (values.size() > 1) session.print("\n" + table(values));
  std::vector<std::vector<std::string>> lines = {
      {word("report.field"), word("report.from"), word("report.to"),
       word("report.service"), word("report.purpose")}};
  for (const Disclosure& each : traced.moved)
    lines.push_back(
        {each.field, each.from, each.to, each.service, each.purpose});
  session.print("\n" + table(lines));
}

List values_of(const Session& session, const Traced& traced) {
  List values;
  for (const Provenance& each : traced.values) {
    List to;
    for (const std::string& department : each.to) to.emplace_back(department);
    values.push_back(
        Object{{"field", each.field},
               {"title", each.title.in(session.language())},
               {"sensitivity", std::string(sensitivity_word(each.sensitivity))},
               {"value", shown(session, traced, each)},
               {"from", each.from},
               {"actor", each.actor},
               {"event", each.sequence},
               {"at", to_text(each.at)},
               {"to", std::move(to)}});
  }
  return values;
}

void print_json(Session& session, const Traced& traced) {
  List events;
  for (const StoryLine& line : traced.story)
    events.push_back(Object{{"sequence", line.sequence},
                            {"at", to_text(line.at)},
                            {"type", line.type},
                            {"text", session.text(line.text)},
                            {"hash", line.hash}});
  List data;
  for (const Disclosure& each : traced.moved)
    data.push_back(Object{{"field", each.field},
                          {"from", each.from},
                          {"to", each.to},
                          {"step", each.step},
                          {"service", each.service},
                          {"purpose", each.purpose},
                          {"basis", each.basis},
                          {"sensitivity", each.sensitivity},
                          {"at", to_text(each.at)}});
  Object document{{"case", traced.id},
                  {"events", std::move(events)},
                  {"values", values_of(session, traced)},
                  {"masked", traced.masking == Masking::personal},
                  {"data", std::move(data)}};
  if (traced.erased) document.set("erased", erasure_document(*traced.erased));
  session.print(to_json(document, 2) + "\n");
}

// Nothing is shown unmasked before the line that says so is stored.
Status note_unmasking(Session& session, const Arguments& arguments,
                      Store& store) {
  const Actor& actor = session.actor();
  if (std::optional<Message> why = why_never(actor, Act::see_personal))
    return Error{ErrorCode::invalid, std::move(*why)};
  KeyShelf* shelf = store.key_shelf();
  if (shelf == nullptr)
    return Error{ErrorCode::invalid, {"seal.store_has_no_shelf", {}}};
  AccessLine line;
  line.at = session.clock().now();
  line.actor = actor.id;
  line.act = "unmasked";
  line.case_id = arguments.get("CASE");
  line.reason = arguments.get("--reason");
  return shelf->add_line(line);
}

Result<Traced> trace(Session& session, const Arguments& arguments, Store& store,
                     const Subject& parties) {
  Traced traced;
  traced.parties = parties;
  const CaseId id{arguments.get("CASE")};
  traced.id = id.text;
  OT_TRY(traced.story, tell_story(store, id, session.language()));
  OT_TRY(traced.values, provenance(store, id));
  OT_TRY(traced.moved, disclosures(store, id));
  OT_TRY(traced.erased, erasure_of(store, id));
  if (!arguments.has("--unmask")) return traced;
  OT_CHECK(note_unmasking(session, arguments, store));
  traced.masking = Masking::none;
  return traced;
}

}  // namespace

int command_case_trace(Session& session, const Arguments& arguments) {
  if (arguments.has("--unmask") && arguments.get("--reason").empty()) {
    session.say({"cli.missing_option", {{"option", "--reason TEXT"}}});
    return exit_usage;
  }
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  Runner runner = session.make_runner(nullptr);
  const Result<CaseView> view = runner.view({arguments.get("CASE")});
  if (!view) return session.fail(view.error());
  if (const auto code = session.refused(Act::trace, view.value().parties))
    return *code;
  const Result<Traced> traced =
      trace(session, arguments, *store.value(), view.value().parties);
  if (!traced) return session.fail(traced.error());
  if (session.json())
    print_json(session, traced.value());
  else
    print_text(session, traced.value());
  return exit_done;
}

}  // namespace onething::cli
