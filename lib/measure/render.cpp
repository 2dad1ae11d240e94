// SPDX-License-Identifier: Apache-2.0
//
// Metrics as text, Markdown, CSV, XLSX and JSON.

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "onething/metrics.h"
#include "onething/table.h"
#include "onething/text.h"
#include "onething/value.h"

namespace onething {

namespace {

using Cells = std::vector<std::string>;
using Rows = std::array<MetricRow, figure_count>;

std::string or_dash(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "—";
}

class Form {
 public:
  Form(const MetricsReport& report, Language language)
      : report_(report), language_(language) {}

  std::string text() const {
    std::string out;
    for (const WorkflowMetrics& each : report_.workflows) {
      out += each.workflow + "  " + each.title.in(language_) + "\n";
      out += table(each.rows);
      for (const std::string& line : remarks(each)) out += "  " + line + "\n";
      out += "\n";
    }
    if (report_.workflows.size() > 1)
      out += say({"metrics.sum",
                  {{"count", std::to_string(report_.workflows.size())}}}) +
             "\n" + table(report_.sum) + "\n";
    return out;
  }

  std::string markdown() const {
    std::string out = "# " + say({"metrics.heading", {}}) + "\n";
    for (const WorkflowMetrics& each : report_.workflows) {
      out += "\n## " + each.title.in(language_) + " (`" + each.workflow +
             "`)\n\n" + markdown_table(each.rows) + "\n";
      for (const std::string& line : remarks(each)) out += "- " + line + "\n";
    }
    if (report_.workflows.size() > 1)
      out += "\n## " +
             say({"metrics.sum",
                  {{"count", std::to_string(report_.workflows.size())}}}) +
             "\n\n" + markdown_table(report_.sum);
    return out;
  }

  // One row for each workflow and figure.
  Cells long_titles() const {
    return {say({"metrics.workflow", {}}), say({"metrics.figure", {}}),
            say({"metrics.before", {}}),   say({"metrics.min", {}}),
            say({"metrics.typical", {}}),  say({"metrics.max", {}}),
            say({"metrics.reduction", {}})};
  }
  std::vector<Cells> long_rows() const {
    std::vector<Cells> out;
    const auto add = [&](const std::string& name, const Rows& rows) {
      for (std::size_t i = 0; i < figure_count; ++i) {
        Cells cells = cells_of(rows, i);
        cells.insert(cells.begin(), name);
        out.push_back(std::move(cells));
      }
    };
    for (const WorkflowMetrics& each : report_.workflows)
      add(each.workflow, each.rows);
    if (report_.workflows.size() > 1)
      add(say({"metrics.sum",
               {{"count", std::to_string(report_.workflows.size())}}}),
          report_.sum);
    return out;
  }

  std::string csv() const {
    std::string out = std::string(utf8_mark) + csv_line(long_titles());
    for (const Cells& each : long_rows()) out += csv_line(each);
    return out;
  }

  Result<std::string> xlsx() const {
    Sheet sheet;
    sheet.name = say({"metrics.heading", {}});
    for (std::string& title : long_titles())
      sheet.columns.push_back({.title = std::move(title)});
    sheet.rows = long_rows();
    return write_xlsx({&sheet, 1});
  }

  std::string json() const {
    List list;
    for (const WorkflowMetrics& each : report_.workflows)
      list.push_back(object_of(each));
    return to_json(Object{{"metrics", std::move(list)},
                          {"sum", figures_of(report_.sum)}},
                   2) +
           "\n";
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }

  Cells titles() const {
    Cells all = long_titles();
    all.erase(all.begin());
    return all;
  }
  Cells cells_of(const Rows& rows, std::size_t i) const {
    const MetricRow& row = rows[i];
    return {say(figure_title(static_cast<Figure>(i))),
            or_dash(row.before),
            std::to_string(row.min),
            or_dash(row.typical),
            std::to_string(row.max),
            reduction(row)};
  }

  std::string line(const Cells& cells) const {
    std::string out = "  ";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t width = i == 0 ? 22 : 9;
      const std::size_t used = display_width(cells[i]);
      const std::string space(used < width ? width - used : 1, ' ');
      out += i == 0 ? cells[i] + space : space + cells[i];
    }
    return out + "\n";
  }
  std::string table(const Rows& rows) const {
    std::string out = line(titles());
    for (std::size_t i = 0; i < figure_count; ++i)
      out += line(cells_of(rows, i));
    return out;
  }
  std::string markdown_table(const Rows& rows) const {
    const auto row = [](const Cells& cells) {
      std::string out = "|";
      for (const std::string& each : cells) out += " " + each + " |";
      return out + "\n";
    };
    std::string out = row(titles()) + "|---|---:|---:|---:|---:|---:|\n";
    for (std::size_t i = 0; i < figure_count; ++i)
      out += row(cells_of(rows, i));
    return out;
  }

  Cells remarks(const WorkflowMetrics& one) const {
    Cells out;
    if (!one.label.empty())
      out.push_back(say({"metrics.label", {{"label", one.label}}}));
    out.push_back(say(one.is_exact
                          ? Message{"metrics.situations",
                                    {{"count", std::to_string(one.situations)}}}
                          : Message{"metrics.not_exact", {}}));
    if (!one.path.empty())
      out.push_back(say(
          {"metrics.path",
           {{"path", one.path}, {"count", std::to_string(one.path_days)}}}));
    if (one.has_unknown_time) out.push_back(say({"metrics.unknown_time", {}}));
    for (const DeadlineProof& each : one.proofs) out.push_back(told(each));
    for (const WhatIf& each : one.what_if)
      out.push_back(
          say({"metrics.what_if",
               {{"change", each.change},
                {"before", std::to_string(each.before)},
                {"after", std::to_string(each.after)},
                {"gain", std::to_string(each.before - each.after)}}}));
    return out;
  }

  std::string told(const DeadlineProof& proof) const {
    Message limit{proof.is_statutory      ? "metrics.limit_statutory"
                  : proof.promise.empty() ? "metrics.limit_promise"
                                          : "metrics.limit_promise_when",
                  {{"term", proof.term}, {"when", proof.promise}}};
    const std::vector<Arg> args = {{"limit", std::move(limit)},
                                   {"first", to_text(proof.first)},
                                   {"last", to_text(proof.last)},
                                   {"start", to_text(proof.start)},
                                   {"end", to_text(proof.end)},
                                   {"due", to_text(proof.due)},
                                   {"path", proof.path},
                                   {"count", std::to_string(proof.missed)},
                                   {"days", std::to_string(proof.days)}};
    return proof.is_met ? say({"metrics.met", args})
                        : say({"metrics.missed", args});
  }

  static Object figures_of(const Rows& rows) {
    Object out;
    for (std::size_t i = 0; i < figure_count; ++i) {
      const MetricRow& row = rows[i];
      Object one{{"before", row.before ? Value(*row.before) : Value()},
                 {"min", row.min},
                 {"typical", row.typical ? Value(*row.typical) : Value()},
                 {"max", row.max},
                 {"reduction", reduction(row)}};
      out.set(figure_word(static_cast<Figure>(i)), std::move(one));
    }
    return out;
  }

  Object object_of(const WorkflowMetrics& one) const {
    List proofs;
    for (const DeadlineProof& each : one.proofs)
      proofs.push_back(Object{
          {"limit", each.term},
          {"kind", std::string(each.is_statutory ? "statutory" : "promise")},
          {"when", each.promise},
          {"met", each.is_met},
          {"first", to_text(each.first)},
          {"last", to_text(each.last)},
          {"days", static_cast<std::int64_t>(each.days)},
          {"missed", static_cast<std::int64_t>(each.missed)},
          {"worst", Object{{"start", to_text(each.start)},
                           {"end", to_text(each.end)},
                           {"due", to_text(each.due)},
                           {"path", each.path}}}});
    List changes;
    for (const WhatIf& each : one.what_if)
      changes.push_back(Object{{"change", each.change},
                               {"before", each.before},
                               {"after", each.after},
                               {"gain", each.before - each.after}});
    return Object{{"workflow", one.workflow},
                  {"title", one.title.in(language_)},
                  {"label", one.label},
                  {"figures", figures_of(one.rows)},
                  {"situations", static_cast<std::int64_t>(one.situations)},
                  {"exact", one.is_exact},
                  {"path", one.path},
                  {"path_days", one.path_days},
                  {"unknown_time", one.has_unknown_time},
                  {"deadlines", std::move(proofs)},
                  {"what_if", std::move(changes)}};
  }

  const MetricsReport& report_;
  Language language_;
};

}  // namespace

Message figure_title(Figure figure) {
  switch (figure) {
    case Figure::items:
      return {"metrics.items", {}};
    case Figure::steps:
      return {"metrics.steps", {}};
    case Figure::materials:
      return {"metrics.materials", {}};
    case Figure::time:
      return {"metrics.time", {}};
    case Figure::visits:
      return {"metrics.visits", {}};
    case Figure::departments:
      return {"metrics.departments", {}};
    case Figure::fields:
      return {"metrics.fields", {}};
    case Figure::windows:
      return {"metrics.windows", {}};
    case Figure::share:
      return {"metrics.share", {}};
  }
  return {};
}

Result<std::string> metrics_in(std::string_view form,
                               const MetricsReport& report, Language language) {
  const Form made(report, language);
  if (form == "markdown") return made.markdown();
  if (form == "csv") return made.csv();
  if (form == "xlsx") return made.xlsx();
  if (form == "json") return made.json();
  return made.text();
}

}  // namespace onething
