// SPDX-License-Identifier: Apache-2.0

#include "case_rows.h"

#include "onething/privacy.h"
#include "onething/table.h"
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

std::string rows_table(const Session& session, const std::vector<CaseRow>& rows,
                       const Causes* causes) {
  std::vector<std::vector<std::string>> lines = {
      {session.text({"report.number", {}}), session.text({"report.state", {}}),
       session.text({"report.due", {}}), session.text({"report.subject", {}})}};
  if (causes != nullptr) {
    lines[0].push_back(session.text({"report.attention_owner", {}}));
    lines[0].push_back(session.text({"report.attention_cause", {}}));
  }
  for (const CaseRow& row : rows) {
    std::vector<std::string>& line = lines.emplace_back();
    line = {row.id.text,
            status_text(session, row.state) + (row.attention ? " !" : ""),
            row.due ? to_text(*row.due) : "-", row.subject};
    if (causes == nullptr) continue;
    const Waiting* cause = cause_of(row, *causes);
    line.push_back(cause == nullptr ? "-" : session.text(cause->who));
    line.push_back(cause == nullptr ? "-" : session.text(cause->what));
  }
  return table(lines);
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
