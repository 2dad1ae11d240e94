// SPDX-License-Identifier: Apache-2.0

#include "task_rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "onething/privacy.h"
#include "onething/report.h"
#include "print.h"

namespace onething::cli {

namespace {

struct CaseLook {
  std::string subject;
  std::vector<TaskView> tasks;
};

std::string title_of(const Session& session, const CaseLook& look,
                     const TaskRow& row) {
  const auto task =
      std::find_if(look.tasks.begin(), look.tasks.end(),
                   [&](const TaskView& each) { return each.id == row.id; });
  if (task == look.tasks.end() || task->step_title.empty()) return row.step;
  return session.name(task->step_title);
}

// The step where it is ordinary work, else also what is the matter with it.
std::string what_of(const Session& session, const TaskLine& line) {
  if (line.title.empty()) return session.text(line.kind);
  if (line.row.kind == "work") return line.title;
  return session.text(
      {"report.task_what", {{"kind", line.kind}, {"step", line.title}}});
}

std::string or_dash(const std::string& text) {
  return text.empty() ? "-" : text;
}

}  // namespace

Result<std::vector<TaskLine>> task_lines(Session& session,
                                         std::vector<TaskRow> rows) {
  OT_TRY(Store * store, session.open_store());
  Runner runner = session.make_runner(nullptr);
  SubjectMask mask(*store);
  std::map<std::string, CaseLook> looks;
  std::vector<TaskLine> lines;
  for (TaskRow& row : rows) {
    const auto [look, is_new] = looks.try_emplace(row.case_id.text);
    if (is_new) {
      OT_TRY(const CaseRow of, store->row(row.case_id));
      OT_TRY(CaseView view, runner.view(row.case_id));
      look->second = {mask.show(of), std::move(view.tasks)};
    }
    TaskLine line{std::move(row), {}, "", look->second.subject};
    line.kind = task_kind(line.row.kind);
    line.title = title_of(session, look->second, line.row);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string tasks_table(const Session& session,
                        const std::vector<TaskLine>& lines) {
  std::vector<std::vector<std::string>> rows = {
      {session.text({"report.task", {}}), session.text({"report.to_do", {}}),
       session.text({"report.subject", {}}),
       session.text({"report.department", {}}),
       session.text({"report.role", {}}), session.text({"report.assignee", {}}),
       session.text({"report.due", {}})}};
  for (const TaskLine& line : lines) {
    const TaskRow& row = line.row;
    rows.push_back({row.id, what_of(session, line), or_dash(line.subject),
                    row.department, row.role, or_dash(row.assignee),
                    row.due ? to_text(*row.due) : "-"});
  }
  return table(rows);
}

Value task_document(const TaskLine& line) {
  const TaskRow& row = line.row;
  Object document{{"task", row.id},
                  {"case", row.case_id.text},
                  {"subject", line.subject},
                  {"kind", row.kind},
                  {"step", row.step},
                  {"title", line.title},
                  {"department", row.department},
                  {"role", row.role},
                  {"state", row.state},
                  {"assignee", row.assignee},
                  {"opened_at", to_text(row.opened_at)}};
  document.set("due", row.due ? Value(to_text(*row.due)) : Value());
  return document;
}

}  // namespace onething::cli
