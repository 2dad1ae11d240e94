// SPDX-License-Identifier: Apache-2.0
//
// `batch template`, `check`, `list` and `status`: what touches no case.

#include <utility>

#include "batch_file.h"
#include "batch_progress.h"
#include "commands.h"
#include "onething/text.h"
#include "print.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

bool wants_xlsx(const Arguments& arguments) {
  return arguments.get("--format") == "xlsx" ||
         arguments.get("--out").ends_with(".xlsx");
}

std::string hint_of(const Session& session, const TemplateColumn& column) {
  std::string hint = session.text(
      {column.required ? "batch.hint_required" : "batch.hint_optional", {}});
  std::string choices;
  for (const std::string& choice : column.choices)
    choices += (choices.empty() ? "" : " / ") + choice;
  for (const std::string& part :
       {choices.empty() ? column.type : choices, column.hint})
    if (!part.empty()) hint += "; " + part;
  return hint;
}

Result<std::string> template_workbook(
    const Session& session, const Workflow& workflow,
    const std::vector<TemplateColumn>& columns) {
  Sheet data;
  data.name = session.text({"batch.sheet_data", {}});
  Sheet help;
  help.name = session.text({"batch.sheet_help", {}});
  for (const char* key :
       {"batch.help_title", "batch.help_field", "batch.help_hint"})
    help.columns.push_back(
        {session.text({key, {}}), SheetColumn::Look::plain, {}, ""});
  for (const TemplateColumn& column : columns) {
    data.columns.push_back(
        {column.title,
         column.is_date ? SheetColumn::Look::date : SheetColumn::Look::text,
         column.choices, hint_of(session, column)});
    help.rows.push_back({column.title, column.field, hint_of(session, column)});
  }
  help.rows.push_back({session.text({"batch.help_workflow", {}}),
                       workflow.id.text, session.name(workflow.title)});
  const Sheet sheets[] = {std::move(data), std::move(help)};
  return write_xlsx(sheets);
}

std::string template_csv(const Session& session,
                         const std::vector<TemplateColumn>& columns) {
  std::vector<std::string> titles;
  std::vector<std::string> hints;
  for (const TemplateColumn& column : columns) {
    titles.push_back(column.title);
    hints.push_back((hints.empty() ? "# " : "") + hint_of(session, column));
  }
  return std::string(utf8_mark) + csv_line(titles) + csv_line(hints);
}

// The input with what is to be mended behind each row.
Result<std::string> checked_copy(const Session& session, const Table& table,
                                 const std::vector<CheckedRow>& checked,
                                 bool as_workbook) {
  const std::string title = session.text({"batch.column_defects", {}});
  Sheet sheet;
  sheet.name = table.sheet.empty() ? session.text({"batch.sheet_data", {}})
                                   : table.sheet;
  std::vector<std::string> titles;
  for (const std::string& each : table.titles)
    if (each != title) titles.push_back(each);
  titles.push_back(title);
  std::string csv = std::string(utf8_mark) + csv_line(titles);
  for (const std::string& each : titles) sheet.columns.push_back({each});
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::vector<std::string> cells;
    for (std::size_t c = 0; c < table.titles.size(); ++c)
      if (table.titles[c] != title)
        cells.push_back(table.rows[i].cells[c].text);
    cells.push_back(
        i < checked.size() ? defects_line(session, checked[i].defects) : "");
    if (as_workbook)
      sheet.rows.push_back(std::move(cells));
    else
      csv += csv_line(cells);
  }
  if (!as_workbook) return csv;
  const Sheet sheets[] = {std::move(sheet)};
  return write_xlsx(sheets);
}

struct CheckCounts {
  std::int64_t rows = 0;
  std::int64_t wrong = 0;
  std::int64_t known = 0;
};

CheckCounts count(const std::vector<CheckedRow>& checked) {
  CheckCounts counts;
  counts.rows = static_cast<std::int64_t>(checked.size());
  for (const CheckedRow& row : checked) {
    counts.wrong += row.defects.empty() ? 0 : 1;
    counts.known += row.is_known ? 1 : 0;
  }
  return counts;
}

void print_checked_json(const Session& session,
                        const std::vector<CheckedRow>& checked) {
  List rows;
  for (const CheckedRow& row : checked) {
    if (row.defects.empty()) continue;
    List defects;
    for (const RowDefect& defect : row.defects)
      defects.push_back(Object{{"column", defect.column},
                               {"field", defect.field},
                               {"message_id", std::string(defect.problem.key)},
                               {"problem", session.text(defect.problem)}});
    rows.push_back(Object{{"row", row.number},
                          {"line", row.line},
                          {"defects", std::move(defects)}});
  }
  const CheckCounts counts = count(checked);
  session.print(to_json(Object{{"rows", counts.rows},
                               {"sound", counts.rows - counts.wrong},
                               {"wrong", counts.wrong},
                               {"already_there", counts.known},
                               {"defects", std::move(rows)}},
                        2) +
                "\n");
}

Result<int> check(Session& session, const Arguments& arguments) {
  OT_TRY(const std::unique_ptr<BatchFile> file,
         load_batch_file(session, source_of(arguments)));
  OT_TRY(Store * store, session.open_store());
  Runner runner = session.make_runner(nullptr);
  OT_TRY(
      const std::vector<CheckedRow> checked,
      check_rows(*file->input, runner, *store, session.actor(), stop_flag()));
  if (stopped_by_signal() != 0) return stopped_by_signal();
  const CheckCounts counts = count(checked);
  if (arguments.has("--out")) {
    OT_TRY(const std::string copy,
           checked_copy(session, file->table, checked, wants_xlsx(arguments)));
    const int code = write_out(session, arguments.get("--out"), copy);
    if (code != exit_done) return code;
  }
  if (session.json()) {
    print_checked_json(session, checked);
  } else {
    for (const CheckedRow& row : checked)
      for (const RowDefect& defect : row.defects)
        session.print(
            session.text({"batch.defect_at_line",
                          {{"line", std::to_string(row.line)},
                           {"defect", defect_line(session, defect)}}}) +
            "\n");
    session.say({"batch.checked",
                 {{"rows", std::to_string(counts.rows)},
                  {"wrong", std::to_string(counts.wrong)},
                  {"known", std::to_string(counts.known)}}});
  }
  return counts.wrong > 0 ? exit_content : exit_done;
}

Result<int> list(Session& session, const Arguments&) {
  OT_TRY(Store * store, session.open_store());
  BatchShelf* shelf = store->batch_shelf();
  if (shelf == nullptr)
    return Error{ErrorCode::invalid, {"batch.store_has_none", {}}};
  std::vector<BatchRow> rows;
  constexpr int kPage = 500;
  while (true) {
    OT_TRY(const std::vector<BatchRow> page,
           shelf->batches(rows.empty() ? "" : rows.back().id, kPage));
    rows.insert(rows.end(), page.begin(), page.end());
    if (std::cmp_less(page.size(), kPage)) break;
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::pair(b.opened_at, a.id) < std::pair(a.opened_at, b.id);
  });
  List documents;
  std::vector<std::vector<std::string>> lines = {
      {session.text({"batch.list_batch", {}}),
       session.text({"batch.list_workflow", {}}),
       session.text({"batch.list_opened", {}}),
       session.text({"batch.count_rows", {}}),
       session.text({"batch.list_settled", {}}),
       session.text({"batch.list_failed", {}})}};
  for (const BatchRow& row : rows) {
    OT_TRY(const BatchStanding standing, batch_standing(*store, row.id));
    lines.push_back(
        {row.id, row.workflow, to_local_text(row.opened_at),
         std::to_string(standing.rows),
         std::to_string(standing.rows - standing.waiting - standing.running),
         std::to_string(standing.refused + standing.attention)});
    documents.push_back(Object{{"batch", row.id},
                               {"workflow", row.workflow},
                               {"state", row.state},
                               {"opened_at", to_text(row.opened_at)},
                               {"actor", row.actor},
                               {"counts", standing_document(standing)}});
  }
  if (session.json())
    session.print(to_json(Object{{"batches", std::move(documents)}}, 2) + "\n");
  else if (rows.empty())
    session.say({"batch.none", {}});
  else
    session.print(table(lines));
  return exit_done;
}

Result<int> status(Session& session, const Arguments& arguments) {
  OT_TRY(const BatchRow row, find_batch(session, arguments.get("BATCH")));
  OT_TRY(Store * store, session.open_store());
  OT_TRY(const BatchStanding standing, batch_standing(*store, row.id));
  OT_TRY(const BatchSource source, source_of(row, Arguments()));
  if (session.json()) {
    session.print(to_json(Object{{"batch", row.id},
                                 {"workflow", row.workflow},
                                 {"source", source.data},
                                 {"state", row.state},
                                 {"reason", row.reason},
                                 {"opened_at", to_text(row.opened_at)},
                                 {"actor", row.actor},
                                 {"counts", standing_document(standing)}},
                          2) +
                  "\n");
    return exit_done;
  }
  session.print(
      table({{session.text({"batch.list_batch", {}}), row.id},
             {session.text({"batch.list_workflow", {}}), row.workflow},
             {session.text({"batch.list_opened", {}}),
              to_local_text(row.opened_at)},
             {session.text({"batch.list_source", {}}), source.data}}) +
      "\n" + standing_text(session, standing));
  if (row.state != "open")
    session.say({"batch.was_cancelled", {{"reason", row.reason}}});
  return exit_done;
}

int code_of(Session& session, const Result<int>& result) {
  return result ? result.value() : session.fail(result.error());
}

}  // namespace

int command_batch_template(Session& session, const Arguments& arguments) {
  const Result<const Workflow*> workflow =
      session.find_workflow(arguments.get("WORKFLOW"));
  if (!workflow) return session.fail(workflow.error());
  const std::vector<TemplateColumn> columns =
      template_columns(*workflow.value(), session.language());
  if (!wants_xlsx(arguments))
    return write_out(session, arguments.get("--out"),
                     template_csv(session, columns));
  const Result<std::string> bytes =
      template_workbook(session, *workflow.value(), columns);
  if (!bytes) return session.fail(bytes.error());
  return write_out(session, arguments.get("--out"), bytes.value());
}

int command_batch_check(Session& session, const Arguments& arguments) {
  return code_of(session, check(session, arguments));
}

int command_batch_list(Session& session, const Arguments& arguments) {
  return code_of(session, list(session, arguments));
}

int command_batch_status(Session& session, const Arguments& arguments) {
  return code_of(session, status(session, arguments));
}

}  // namespace onething::cli
