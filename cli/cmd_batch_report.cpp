// SPDX-License-Identifier: Apache-2.0
//
// `batch report`: the rows as they were handed in, with what became of each.

#include <utility>

#include "batch_file.h"
#include "batch_progress.h"
#include "commands.h"
#include "onething/report.h"
#include "onething/result_columns.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

namespace {

// What became of one row.
struct Outcome {
  BatchLine line;
  std::string state;  // "refused", "waiting", or of the case.
  bool attention = false;
  bool is_seen = true;  // The actor may look at the case.
  std::string result;
  std::string reason;
  std::string files;
};

std::string outcome_text(const Session& session, const CaseView& view) {
  const Value document =
      to_document(view, {}, Masking::personal, session.language());
  const Value* outcome = document.find("outcome");
  return outcome == nullptr || outcome->is_null() ? "" : to_json(*outcome);
}

std::string reason_text(const Session& session, const CaseView& view,
                        bool attention) {
  if (!view.reason.empty()) return view.reason;
  std::string text;
  if (view.status == "correcting")
    for (const CaseDefect& defect : view.notice) {
      const std::string name =
          defect.title.empty() ? defect.field : defect.title;
      const std::string problem = defect.message.empty()
                                      ? defect.problem
                                      : session.text(defect.message);
      text += (text.empty() ? "" : "; ") + name + ": " + problem;
    }
  if (!attention) return text;
  for (const Waiting& waiting : wants_attention(view, session.language()))
    text += (text.empty() ? "" : "; ") + session.text(waiting.what);
  return text;
}

Result<Outcome> outcome_of(const Session& session, Store& store, Runner& runner,
                           const BatchLine& line) {
  Outcome outcome;
  outcome.line = line;
  outcome.state = line.state;
  if (line.state == "refused") {
    outcome.reason = defects_line(session, defects_of(line));
    return outcome;
  }
  const Result<CaseRow> row = store.row(CaseId{line.case_id});
  if (!row && row.error().code != ErrorCode::not_found) return row.error();
  if (!row) {
    outcome.state = "waiting";
    return outcome;
  }
  outcome.state = row.value().state;
  outcome.attention = row.value().attention;
  OT_TRY(const CaseView view, runner.view(CaseId{line.case_id}));
  if (why_not(session.actor(), Act::see_case, view.parties)) {
    outcome.is_seen = false;
    return outcome;
  }
  outcome.result = outcome_text(session, view);
  outcome.reason = reason_text(session, view, outcome.attention);
  for (const FileView& file : view.files)
    outcome.files += (outcome.files.empty() ? "" : "; ") + file.name;
  return outcome;
}

std::string state_text(const Session& session, const Outcome& outcome) {
  if (outcome.state == "refused" && outcome.line.state == "refused")
    return session.text({"batch.state_refused", {}});
  if (outcome.state == "waiting")
    return session.text({"batch.state_waiting", {}});
  std::string text = status_text(session, outcome.state);
  if (outcome.attention)
    text += " (" + session.text({"batch.state_attention", {}}) + ")";
  return text;
}

bool wants(const Arguments& arguments, const Outcome& outcome) {
  const bool failed = arguments.has("--failed");
  const bool attention = arguments.has("--attention");
  if (!failed && !attention) return true;
  return (failed && outcome.line.state == "refused") ||
         (attention && outcome.attention);
}

// Columns of the input that are no results of an earlier report.
std::vector<std::size_t> own_columns(const Session& session,
                                     const Table& table) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < table.titles.size(); ++i) {
    bool is_result = false;
    for (const std::string_view key : result_columns())
      is_result = is_result || session.text({key, {}}) == table.titles[i];
    if (!is_result) columns.push_back(i);
  }
  return columns;
}

std::vector<std::string> result_cells(const Session& session,
                                      const Outcome& outcome) {
  const bool has_case =
      outcome.state != "waiting" && outcome.line.state != "refused";
  return {std::to_string(outcome.line.line),
          has_case ? outcome.line.case_id : std::string(),
          state_text(session, outcome),
          outcome.result,
          outcome.reason,
          outcome.files};
}

std::vector<std::string> titles_of(const Session& session, const Table& table,
                                   const std::vector<std::size_t>& columns) {
  std::vector<std::string> titles;
  for (const std::size_t column : columns)
    titles.push_back(table.titles[column]);
  // All but the last, which `batch check` fills.
  const auto keys = result_columns();
  for (std::size_t i = 0; i + 1 < keys.size(); ++i)
    titles.push_back(session.text({keys[i], {}}));
  return titles;
}

std::vector<std::string> cells_of(const Session& session, const Table& table,
                                  const std::vector<std::size_t>& columns,
                                  const Outcome& outcome) {
  const TableRow& row =
      table.rows.at(static_cast<std::size_t>(outcome.line.number - 1));
  std::vector<std::string> cells;
  for (const std::size_t column : columns)
    cells.push_back(row.cells[column].text);
  for (std::string& cell : result_cells(session, outcome))
    cells.push_back(std::move(cell));
  return cells;
}

Value document_of(const Table& table, const std::vector<std::size_t>& columns,
                  const Outcome& outcome) {
  const TableRow& row =
      table.rows.at(static_cast<std::size_t>(outcome.line.number - 1));
  Object input;
  for (const std::size_t column : columns)
    if (row.cells[column].kind != CellKind::empty)
      input.set(table.titles[column], row.cells[column].text);
  Object document{{"row", outcome.line.number},
                  {"line", outcome.line.line},
                  {"input", std::move(input)},
                  {"accepted", outcome.line.state == "accepted"},
                  {"case", outcome.line.case_id},
                  {"state", outcome.state},
                  {"attention", outcome.attention},
                  {"reason", outcome.reason},
                  {"files", outcome.files}};
  const Result<Value> result = parse_json(outcome.result);
  document.set("outcome", result ? result.value() : Value());
  return document;
}

enum class Form { text, csv, xlsx, json_lines };

Form form_of(const Arguments& arguments, const Session& session) {
  const std::string word = arguments.get("--format");
  const std::string out = arguments.get("--out");
  if (word == "csv" || (word.empty() && out.ends_with(".csv")))
    return Form::csv;
  if (word == "xlsx" || (word.empty() && out.ends_with(".xlsx")))
    return Form::xlsx;
  if (word == "jsonl" || session.json() ||
      (word.empty() && out.ends_with(".jsonl")))
    return Form::json_lines;
  return out.empty() ? Form::text : Form::csv;
}

Result<std::string> written(const Session& session, const Table& table,
                            const std::vector<Outcome>& outcomes, Form form) {
  const std::vector<std::size_t> columns = own_columns(session, table);
  std::string text;
  if (form == Form::json_lines) {
    for (const Outcome& outcome : outcomes)
      text += to_json(document_of(table, columns, outcome)) + "\n";
    return text;
  }
  const std::vector<std::string> titles = titles_of(session, table, columns);
  if (form == Form::csv) {
    text = std::string(utf8_mark) + csv_line(titles);
    for (const Outcome& outcome : outcomes)
      text += csv_line(cells_of(session, table, columns, outcome));
    return text;
  }
  Sheet sheet;
  sheet.name = session.text({"batch.sheet_results", {}});
  for (const std::string& title : titles) sheet.columns.push_back({title});
  for (const Outcome& outcome : outcomes)
    sheet.rows.push_back(cells_of(session, table, columns, outcome));
  const Sheet sheets[] = {std::move(sheet)};
  return write_xlsx(sheets);
}

// For a morning: how many stand how, and each row that did not get through.
void print_text(const Session& session, const BatchStanding& standing,
                const std::vector<Outcome>& outcomes) {
  session.print(standing_text(session, standing));
  std::vector<std::vector<std::string>> rows = {
      {session.text({"batch.column_row", {}}),
       session.text({"batch.column_case", {}}),
       session.text({"batch.column_state", {}}),
       session.text({"batch.column_reason", {}})}};
  for (const Outcome& outcome : outcomes) {
    const bool is_ended_well =
        outcome.state == "granted" || outcome.state == "delivered";
    if (is_ended_well || outcome.state == "waiting") continue;
    if (outcome.line.state == "accepted" && !outcome.attention &&
        outcome.reason.empty())
      continue;
    rows.push_back(
        {std::to_string(outcome.line.line),
         outcome.line.state == "refused" ? "-" : outcome.line.case_id,
         state_text(session, outcome), outcome.reason});
  }
  if (rows.size() > 1) session.print("\n" + table(rows));
}

Result<int> report(Session& session, const Arguments& arguments) {
  OT_TRY(const BatchRow row, find_batch(session, arguments.get("BATCH")));
  const Form form = form_of(arguments, session);
  // How they stand is known without the table.
  std::unique_ptr<BatchFile> file;
  if (form != Form::text) {
    OT_TRY(file, load_batch_file(session, row, arguments));
  }
  OT_TRY(Store * store, session.open_store());
  Runner runner = session.make_runner(nullptr);
  std::vector<Outcome> outcomes;
  std::int64_t unseen = 0;
  OT_CHECK(
      for_each_line(*store, row.id, [&](const BatchLine& line) -> Result<bool> {
        OT_TRY(Outcome outcome, outcome_of(session, *store, runner, line));
        unseen += outcome.is_seen ? 0 : 1;
        if (wants(arguments, outcome)) outcomes.push_back(std::move(outcome));
        return true;
      }));
  if (unseen > 0)
    session.say({"batch.unseen", {{"count", std::to_string(unseen)}}});
  if (form == Form::text) {
    OT_TRY(const BatchStanding standing, batch_standing(*store, row.id));
    print_text(session, standing, outcomes);
    return exit_done;
  }
  OT_TRY(const std::string bytes,
         written(session, file->table, outcomes, form));
  return write_out(session, arguments.get("--out"), bytes);
}

}  // namespace

int command_batch_report(Session& session, const Arguments& arguments) {
  const Result<int> code = report(session, arguments);
  return code ? code.value() : session.fail(code.error());
}

}  // namespace onething::cli
