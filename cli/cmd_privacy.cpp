// SPDX-License-Identifier: Apache-2.0
//
// `privacy …`: who got whose data, what a workflow hands round, erasing the
// data of a case, and wrapping keys anew.

#include <cstdio>
#include <iostream>

#include "commands.h"
#include "onething/attachments.h"
#include "onething/privacy.h"
#include "onething/sealed_store.h"
#include "onething/table.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

int missing(const Session& session, const char* option) {
  session.say({"cli.missing_option", {{"option", std::string(option)}}});
  return exit_usage;
}

AccessLine line_of(Session& session, const Arguments& arguments) {
  AccessLine line;
  line.at = session.clock().now();
  line.actor = session.actor().id;
  line.case_id = arguments.get("CASE");
  line.reason = arguments.get("--reason");
  return line;
}

std::string csv(const Rows& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const std::vector<std::string>& row : rows) out += csv_line(row);
  return out;
}

// A number of a person need not stand in the list of processes.
std::string subject_of(const Arguments& arguments) {
  std::string subject = arguments.get("SUBJECT");
  if (subject != "-") return subject;
  subject.clear();
  std::getline(std::cin, subject);
  if (subject.ends_with('\r')) subject.pop_back();
  return subject;
}

Rows rows_of(const Session& session, const std::vector<Handed>& all) {
  const auto word = [&](std::string_view key) {
    return session.text({key, {}});
  };
  Rows rows = {{word("report.field"), word("report.from"), word("report.to"),
                word("report.service"), word("privacy.item"),
                word("report.purpose"), word("privacy.basis"),
                word("privacy.sensitivity"), word("report.number"),
                word("privacy.step"), word("privacy.at")}};
  for (const Handed& each : all) {
    const Disclosure& moved = each.moved;
    rows.push_back({moved.field, moved.from, moved.to, moved.service, each.item,
                    moved.purpose, moved.basis, moved.sensitivity, each.id.text,
                    moved.step, to_local_text(moved.at)});
  }
  return rows;
}

Value document_of(const std::vector<Handed>& all) {
  List list;
  for (const Handed& each : all)
    list.push_back(Object{{"case", each.id.text},
                          {"workflow", each.workflow},
                          {"field", each.moved.field},
                          {"from", each.moved.from},
                          {"to", each.moved.to},
                          {"service", each.moved.service},
                          {"item", each.item},
                          {"step", each.moved.step},
                          {"purpose", each.moved.purpose},
                          {"basis", each.moved.basis},
                          {"sensitivity", each.moved.sensitivity},
                          {"at", to_text(each.moved.at)}});
  return Object{{"handed", std::move(list)}};
}

Rows rows_of(const Session& session, const std::vector<DataFlow>& all) {
  const auto word = [&](std::string_view key) {
    return session.text({key, {}});
  };
  Rows rows = {
      {word("privacy.workflow"), word("report.to"), word("report.service"),
       word("privacy.item"), word("report.field"), word("report.from"),
       word("report.purpose"), word("privacy.basis"),
       word("privacy.sensitivity"), word("privacy.cases"),
       word("privacy.times"), word("privacy.first"), word("privacy.last")}};
  for (const DataFlow& flow : all)
    rows.push_back({flow.workflow, flow.to, flow.service, flow.item, flow.field,
                    flow.from, flow.purpose, flow.basis, flow.sensitivity,
                    std::to_string(flow.cases), std::to_string(flow.times),
                    to_local_text(flow.first), to_local_text(flow.last)});
  return rows;
}

Value document_of(const std::vector<DataFlow>& all) {
  List list;
  for (const DataFlow& flow : all)
    list.push_back(Object{{"workflow", flow.workflow},
                          {"to", flow.to},
                          {"service", flow.service},
                          {"item", flow.item},
                          {"field", flow.field},
                          {"from", flow.from},
                          {"purpose", flow.purpose},
                          {"basis", flow.basis},
                          {"sensitivity", flow.sensitivity},
                          {"cases", flow.cases},
                          {"times", flow.times},
                          {"first", to_text(flow.first)},
                          {"last", to_text(flow.last)}});
  return Object{{"flows", std::move(list)}};
}

template <typename Row>
int print_all(Session& session, const Arguments& arguments,
              const std::vector<Row>& all, const Message& nothing) {
  if (session.json()) {
    session.print(to_json(document_of(all), 2) + "\n");
    return exit_done;
  }
  if (arguments.get("--format") == "csv") {
    session.print(csv(rows_of(session, all)));
    return exit_done;
  }
  if (all.empty())
    session.say(nothing);
  else
    session.print(table(rows_of(session, all)));
  return exit_done;
}

}  // namespace

int command_privacy_who_got(Session& session, const Arguments& arguments) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<std::vector<Handed>> all =
      who_got(*store.value(), subject_of(arguments));
  if (!all) return session.fail(all.error());
  return print_all(session, arguments, all.value(), {"privacy.nobody", {}});
}

int command_privacy_report(Session& session, const Arguments& arguments) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<std::vector<DataFlow>> all =
      data_flows(*store.value(), arguments.get("--workflow"));
  if (!all) return session.fail(all.error());
  return print_all(session, arguments, all.value(), {"privacy.no_flows", {}});
}

int command_privacy_erase(Session& session, const Arguments& arguments) {
  if (arguments.get("--reason").empty())
    return missing(session, "--reason TEXT");
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<FileShelf*> shelf = session.open_files();
  if (!shelf) return session.fail(shelf.error());
  Runner runner = session.make_runner(nullptr);
  const Result<CaseView> view = runner.view({arguments.get("CASE")});
  if (!view) return session.fail(view.error());
  const Status erased =
      erase_case(runner, *store.value(), line_of(session, arguments));
  if (!erased) return session.fail(erased.error());
  // Nobody can read them any more; a crash here leaves bytes and no values.
  if (const Status gone = remove_attached(*shelf.value(), view.value()); !gone)
    return session.fail(gone.error());
  if (session.json())
    session.print(to_json(Object{{"erased", arguments.get("CASE")}}, 2) + "\n");
  else
    session.say({"privacy.erased", {{"case", arguments.get("CASE")}}});
  return exit_done;
}

int command_privacy_rotate(Session& session, const Arguments& arguments) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<Keyring> keys = session.keyring();
  if (!keys) return session.fail(keys.error());
  const std::unique_ptr<Randomness> randomness = make_system_randomness();
  const Result<std::int64_t> count = rotate_keys(
      *store.value(), keys.value(), *randomness, line_of(session, arguments));
  if (!count) return session.fail(count.error());
  const std::string name = keys.value().names().front();
  if (session.json())
    session.print(
        to_json(Object{{"rotated", count.value()}, {"key", name}}, 2) + "\n");
  else
    session.say({"privacy.rotated",
                 {{"count", std::to_string(count.value())}, {"name", name}}});
  return exit_done;
}

int command_privacy_log(Session& session, const Arguments&) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  KeyShelf* shelf = store.value()->key_shelf();
  std::vector<AccessLine> lines;
  if (shelf != nullptr) {
    const Result<std::vector<AccessLine>> kept = shelf->lines();
    if (!kept) return session.fail(kept.error());
    lines = kept.value();
  }
  List list;
  Rows rows = {
      {session.text({"privacy.at", {}}), session.text({"privacy.actor", {}}),
       session.text({"privacy.act", {}}), session.text({"report.number", {}}),
       session.text({"privacy.reason", {}})}};
  for (const AccessLine& line : lines) {
    list.push_back(Object{{"sequence", line.sequence},
                          {"at", to_text(line.at)},
                          {"actor", line.actor},
                          {"act", line.act},
                          {"case", line.case_id},
                          {"reason", line.reason},
                          {"hash", to_hex(line.hash)}});
    const Message act =
        line.act == "erased"     ? Message{"privacy.act_erased", {}}
        : line.act == "unmasked" ? Message{"privacy.act_unmasked", {}}
        : line.act == "rotated"  ? Message{"privacy.act_rotated", {}}
        : line.act == "clock_accepted"
            ? Message{"privacy.act_clock_accepted", {}}
            : Message{};
    rows.push_back({to_local_text(line.at), line.actor,
                    act.empty() ? line.act : session.text(act), line.case_id,
                    line.reason});
  }
  if (session.json())
    session.print(to_json(Object{{"lines", std::move(list)}}, 2) + "\n");
  else if (lines.empty())
    session.say({"privacy.no_lines", {}});
  else
    session.print(table(rows));
  return exit_done;
}

}  // namespace onething::cli
