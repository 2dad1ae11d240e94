// SPDX-License-Identifier: Apache-2.0

#include "case_rows.h"

#include <algorithm>

#include "onething/privacy.h"
#include "onething/table.h"
#include "onething/text.h"
#include "print.h"

namespace onething::cli {

namespace {

const Waiting* cause_of(const CaseRow& row, const Causes& causes) {
  const auto found = causes.find(row.id.text);
  if (found == causes.end() || found->second.empty()) return nullptr;
  return &found->second.front();
}

}  // namespace

Result<Causes> causes_of(Session& session, const std::vector<CaseRow>& rows) {
  Runner runner = session.make_runner(nullptr);
  Causes causes;
  for (const CaseRow& row : rows) {
    OT_TRY(const CaseView view, runner.view(row.id));
    causes[row.id.text] = wants_attention(view, session.language());
  }
  return causes;
}

namespace {

constexpr std::size_t kIndent = 2;

std::vector<std::string> cells_of(const Session& session, const CaseRow& row) {
  return {row.id.text,
          status_text(session, row.state) + (row.attention ? " !" : ""),
          row.due ? to_text(*row.due) : "-", row.subject};
}

// Below the row of its case, as wide as the screen and no wider.
std::string cause_text(const Session& session, const Waiting& cause) {
  std::string out;
  const std::string sentence = session.text(
      {"report.attention_line", {{"who", cause.who}, {"what", cause.what}}});
  for (const std::string& part : wrap(sentence, session.columns() - kIndent))
    out += std::string(kIndent, ' ') + part + "\n";
  return out;
}

}  // namespace

std::string rows_table(const Session& session, const std::vector<CaseRow>& rows,
                       const Causes* causes) {
  std::vector<std::vector<std::string>> cells = {
      {session.text({"report.number", {}}), session.text({"report.state", {}}),
       session.text({"report.due", {}}), session.text({"report.subject", {}})}};
  for (const CaseRow& row : rows) cells.push_back(cells_of(session, row));
  if (causes == nullptr) return table(cells);
  const std::vector<std::string> lines = table_lines(cells, session.columns());
  std::string out = lines[0] + "\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out += lines[i + 1] + "\n";
    if (const Waiting* cause = cause_of(rows[i], *causes))
      out += cause_text(session, *cause);
  }
  return out;
}

std::string rows_csv(const Session& session, const std::vector<CaseRow>& rows,
                     const Causes* causes) {
  std::string out =
      "case,workflow,subject,title,state,received_at,changed_at,due,"
      "attention";
  out += causes != nullptr ? ",owner,cause\r\n" : "\r\n";
  for (const CaseRow& row : rows) {
    std::vector<std::string> texts = {row.id.text,
                                      row.workflow,
                                      row.subject,
                                      row.title,
                                      row.state,
                                      to_text(row.received_at),
                                      to_text(row.changed_at),
                                      row.due ? to_text(*row.due) : "",
                                      row.attention ? "true" : "false"};
    if (causes != nullptr) {
      const Waiting* cause = cause_of(row, *causes);
      texts.push_back(cause == nullptr ? "" : session.text(cause->who));
      texts.push_back(cause == nullptr ? "" : session.text(cause->what));
    }
    out += csv_line(texts);
  }
  return out;
}

Value row_document(const Session& session, const CaseRow& row,
                   const Causes* causes) {
  Object document{{"case", row.id.text},
                  {"workflow", row.workflow},
                  {"subject", row.subject},
                  {"state", row.state},
                  {"received_at", to_text(row.received_at)},
                  {"changed_at", to_text(row.changed_at)}};
  document.set("due", row.due ? Value(to_text(*row.due)) : Value());
  document.set("attention", row.attention);
  if (causes == nullptr) return document;
  List why;
  const auto found = causes->find(row.id.text);
  if (found != causes->end())
    for (const Waiting& cause : found->second)
      why.push_back(Object{{"reason", std::string(cause.what.key)},
                           {"what", session.text(cause.what)},
                           {"since", to_text(cause.since)},
                           {"who", session.text(cause.who)},
                           {"command", session.text(cause.command)}});
  document.set("causes", std::move(why));
  return document;
}

}  // namespace onething::cli
