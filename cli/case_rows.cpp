// SPDX-License-Identifier: Apache-2.0

#include "case_rows.h"

#include "onething/privacy.h"
#include "print.h"

namespace onething::cli {

std::string rows_table(const Session& session,
                       const std::vector<CaseRow>& rows) {
  std::vector<std::vector<std::string>> lines = {
      {session.text({"report.number", {}}), session.text({"report.state", {}}),
       session.text({"report.due", {}}), session.text({"report.subject", {}})}};
  for (const CaseRow& row : rows)
    lines.push_back(
        {row.id.text,
         status_text(session, row.state) + (row.attention ? " !" : ""),
         row.due ? to_text(*row.due) : "-", row.subject});
  return table(lines);
}

std::string rows_csv(const std::vector<CaseRow>& rows) {
  std::string out =
      "case,workflow,subject,title,state,received_at,changed_at,due,"
      "attention\r\n";
  for (const CaseRow& row : rows) {
    const std::string texts[] = {row.id.text,
                                 row.workflow,
                                 row.subject,
                                 row.title,
                                 row.state,
                                 to_text(row.received_at),
                                 to_text(row.changed_at),
                                 row.due ? to_text(*row.due) : "",
                                 row.attention ? "true" : "false"};
    out += csv_line(texts);
  }
  return out;
}

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

}  // namespace onething::cli
