// SPDX-License-Identifier: Apache-2.0

#include "bulk.h"

#include <utility>

#include "case_query.h"
#include "drive.h"
#include "onething/privacy.h"
#include "onething/table.h"
#include "print.h"
#include "signals.h"

namespace onething::cli {

namespace {

enum class Outcome { possible, done, already, refused, failed };

std::string_view word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::possible:
      return "possible";
    case Outcome::done:
      return "done";
    case Outcome::already:
      return "already";
    case Outcome::refused:
      return "refused";
    case Outcome::failed:
      return "failed";
  }
  return "";
}

Message text_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::possible:
      return {"migrate.outcome_possible", {}};
    case Outcome::done:
      return {"migrate.outcome_done", {}};
    case Outcome::already:
      return {"migrate.outcome_already", {}};
    case Outcome::refused:
      return {"migrate.outcome_refused", {}};
    case Outcome::failed:
      return {"migrate.outcome_failed", {}};
  }
  return {};
}

struct Line {
  CaseRow row;
  Outcome outcome = Outcome::possible;
  Message why;                       // refused, failed
  std::vector<CaseDefect> problems;  // All that stands in the way.
};

struct Report {
  std::vector<Line> lines;
  bool stopped = false;

  std::size_t count(Outcome outcome) const {
    std::size_t found = 0;
    for (const Line& line : lines) found += line.outcome == outcome ? 1 : 0;
    return found;
  }
};

// What speaks against it although the case would take it; what goes wrong here
// goes wrong again when it is carried out, and is told then.
Message objection(Runner& runner, const CaseRow& row, const BulkOrder& order) {
  if (!order.objection) return {};
  const Result<Acted> tried = runner.rehearse(row.id, order.command);
  const auto* view = tried ? std::get_if<CaseView>(&tried.value()) : nullptr;
  return view != nullptr ? order.objection(*view) : Message{};
}

Line act_on(Runner& runner, const CaseRow& row, const BulkOrder& order) {
  Line line{row, order.apply ? Outcome::done : Outcome::possible, {}, {}};
  if (!order.definition.empty() && row.definition == order.definition) {
    line.outcome = Outcome::already;
    return line;
  }
  if (Message why = objection(runner, row, order); !why.empty()) {
    line.outcome = Outcome::refused;
    line.why = std::move(why);
    return line;
  }
  const Result<Acted> acted = order.apply
                                  ? runner.act(row.id, order.command)
                                  : runner.rehearse(row.id, order.command);
  if (!acted) {
    line.outcome = Outcome::failed;
    line.why = acted.error().message;
    return line;
  }
  const auto* rejection = std::get_if<Rejection>(&acted.value());
  if (rejection == nullptr) {
    line.row.state = std::get<CaseView>(acted.value()).status;
    return line;
  }
  line.outcome = Outcome::refused;
  line.why = rejection->message;
  line.problems = rejection->defects;
  return line;
}

// Everything in the way of one case, in one line.
std::string why_of(const Session& session, const Line& line) {
  return line.problems.empty()
             ? session.text(line.why)
             : problems_text(line.problems, session.language());
}

void print_json(Session& session, const Report& report,
                const BulkOrder& order) {
  List cases;
  for (const Line& line : report.lines) {
    List problems;
    for (const CaseDefect& problem : line.problems)
      problems.push_back(
          Object{{"field", problem.field},
                 {"message_id", std::string(problem.message.key)},
                 {"problem", problem_text(problem, session.language())}});
    Object each{{"case", line.row.id.text},
                {"workflow", line.row.workflow},
                {"definition", line.row.definition},
                {"state", line.row.state},
                {"outcome", std::string(word_of(line.outcome))}};
    each.set("why", line.why.empty() ? Value() : Value(session.text(line.why)));
    each.set("problems", std::move(problems));
    cases.push_back(std::move(each));
  }
  Object counts;
  for (const Outcome outcome :
       {Outcome::possible, Outcome::done, Outcome::already, Outcome::refused,
        Outcome::failed})
    counts.set(std::string(word_of(outcome)),
               static_cast<std::int64_t>(report.count(outcome)));
  session.print(to_json(Object{{"applied", order.apply},
                               {"complete", !report.stopped},
                               {"counts", std::move(counts)},
                               {"cases", std::move(cases)}},
                        2) +
                "\n");
}

void print_csv(Session& session, const Report& report) {
  std::string out = "case,workflow,state,outcome,why\r\n";
  for (const Line& line : report.lines) {
    const bool is_bad = !line.why.empty();
    const std::string texts[] = {line.row.id.text, line.row.workflow,
                                 line.row.state,
                                 std::string(word_of(line.outcome)),
                                 is_bad ? why_of(session, line) : ""};
    out += csv_line(texts);
  }
  session.print(out);
}

void print_text(Session& session, const Report& report) {
  if (report.lines.empty()) return;
  std::vector<std::vector<std::string>> rows = {
      {session.text({"report.number", {}}), session.text({"report.state", {}}),
       session.text({"migrate.column_outcome", {}})}};
  for (const Line& line : report.lines)
    rows.push_back({line.row.id.text, status_text(session, line.row.state),
                    session.text(text_of(line.outcome))});
  session.print(table(rows));
  for (const Line& line : report.lines) {
    if (line.why.empty()) continue;
    session.print(
        "\n" +
        session.text({"migrate.why_line",
                      {{"case", line.row.id.text}, {"why", line.why}}}) +
        "\n");
    for (const CaseDefect& problem : line.problems)
      session.print(session.defect_text(problem) + "\n");
  }
}

void say_summary(Session& session, const Report& report,
                 const BulkOrder& order) {
  const auto number = [&](const char* name, Outcome outcome) {
    return Arg{name, std::to_string(report.count(outcome))};
  };
  const Arg refused = number("refused", Outcome::refused);
  const Arg already = number("already", Outcome::already);
  const bool is_move = !order.definition.empty();
  std::vector<Arg> counts;
  if (order.apply)
    counts = {number("done", Outcome::done), refused,
              number("failed", Outcome::failed)};
  else
    counts = {number("possible", Outcome::possible), refused};
  if (is_move) counts.push_back(already);
  session.say({order.apply
                   ? is_move ? "migrate.summary_done" : "repair.summary_done"
               : is_move ? "migrate.summary_plan"
                         : "repair.summary_plan",
               std::move(counts)});
  if (report.stopped) session.say({"migrate.stopped", {}});
}

}  // namespace

int run_bulk(Session& session, const Arguments& arguments, Runner& runner,
             const std::vector<CaseRow>& rows, const BulkOrder& order) {
  Report report;
  for (const CaseRow& row : rows) {
    report.stopped = stop_flag()->load();
    if (report.stopped) break;
    report.lines.push_back(act_on(runner, row, order));
  }
  const bool is_csv = arguments.get("--format") == "csv";
  if (session.json())
    print_json(session, report, order);
  else if (is_csv)
    print_csv(session, report);
  else
    print_text(session, report);
  if (rows.empty())
    session.say({"migrate.nobody", {}});
  else if (!session.json())
    say_summary(session, report, order);
  if (report.count(Outcome::failed) > 0) return exit_surroundings;
  return report.count(Outcome::refused) > 0 ? exit_content : exit_done;
}

int act_on_chosen(Session& session, const Arguments& arguments,
                  const Command& command) {
  if (!arguments.get("CASE").empty() && !has_conditions(arguments))
    return act_and_show(session, {arguments.get("CASE")}, command);
  if (arguments.has("--apply") && arguments.has("--dry-run"))
    return session.fail({ErrorCode::not_found, {"batch.apply_or_not", {}}});
  const Result<std::vector<CaseRow>> rows =
      chosen_cases(session, arguments, "");
  if (!rows) return session.fail(rows.error());
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  Runner runner = session.make_runner(nullptr);
  BulkOrder order;
  order.command = command;
  order.apply = arguments.has("--apply");
  return run_bulk(session, arguments, runner, rows.value(), order);
}

}  // namespace onething::cli
