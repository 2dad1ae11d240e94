// SPDX-License-Identifier: Apache-2.0
//
// `figures`: how many cases, tasks and calls there are, in the text form that
// Prometheus reads. Names and labels are stable; nothing of any one case is in
// them.

#include <algorithm>

#include "commands.h"
#include "onething/case_condition.h"
#include "onething/store_reader.h"
#include "session.h"

namespace onething::cli {

namespace {

struct Sample {
  std::vector<std::pair<std::string, std::string>> labels;
  std::int64_t value = 0;
};

struct Figure {
  std::string name;
  Message help;
  std::vector<Sample> samples;
};

// Backslash, quotation mark and line end, as the format wants them.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

std::string text_of(Session& session, const Figure& figure) {
  std::string out = "# HELP " + figure.name + " " + session.text(figure.help) +
                    "\n# TYPE " + figure.name + " gauge\n";
  for (const Sample& sample : figure.samples) {
    std::string labels;
    for (const auto& [name, value] : sample.labels)
      labels +=
          (labels.empty() ? "" : ",") + name + "=\"" + escaped(value) + "\"";
    out += figure.name + (labels.empty() ? "" : "{" + labels + "}") + " " +
           std::to_string(sample.value) + "\n";
  }
  return out;
}

Value document_of(const std::vector<Figure>& figures) {
  Object document;
  for (const Figure& figure : figures) {
    List list;
    for (const Sample& sample : figure.samples) {
      Object labels;
      for (const auto& [name, value] : sample.labels) labels.set(name, value);
      list.push_back(
          Object{{"labels", std::move(labels)}, {"value", sample.value}});
    }
    document.set(figure.name, std::move(list));
  }
  return Object{{"figures", std::move(document)}};
}

std::vector<Figure> of_cases(const StoreCounts& counts) {
  const std::vector<std::string> ended = ended_states();
  Figure cases{"onething_cases", {"operation.figure_cases", {}}, {}};
  Figure overdue{
      "onething_cases_overdue", {"operation.figure_overdue", {}}, {}};
  for (const StoreCounts::ByState& row : counts.states) {
    cases.samples.push_back(
        {{{"workflow", row.workflow}, {"state", row.state}}, row.cases});
    if (std::find(ended.begin(), ended.end(), row.state) == ended.end())
      overdue.samples.push_back(
          {{{"workflow", row.workflow}, {"state", row.state}}, row.overdue});
  }
  return {std::move(cases),
          std::move(overdue),
          {"onething_cases_attention",
           {"operation.figure_attention", {}},
           {{{}, counts.attention}}}};
}

std::vector<Figure> of_tasks(const StoreCounts& counts, Instant now) {
  Figure open{"onething_tasks_open", {"operation.figure_tasks", {}}, {}};
  Figure claimed{
      "onething_tasks_claimed", {"operation.figure_claimed", {}}, {}};
  Figure oldest{
      "onething_task_oldest_seconds", {"operation.figure_oldest", {}}, {}};
  for (const StoreCounts::ByDepartment& row : counts.departments) {
    const std::vector<std::pair<std::string, std::string>> labels = {
        {"department", row.department}};
    open.samples.push_back({labels, row.open});
    claimed.samples.push_back({labels, row.claimed});
    oldest.samples.push_back(
        {labels, std::max<std::int64_t>(
                     0, now.seconds - row.oldest_opened_at.seconds)});
  }
  return {std::move(open), std::move(claimed), std::move(oldest)};
}

std::vector<Figure> of_calls(const StoreCounts& counts) {
  return {{"onething_calls_repeated",
           {"operation.figure_repeated", {}},
           {{{}, counts.retries}}},
          {"onething_calls_open",
           {"operation.figure_calls_open", {}},
           {{{}, counts.calls_open}}},
          {"onething_calls_unknown",
           {"operation.figure_calls_unknown", {}},
           {{{}, counts.calls_unknown}}}};
}

}  // namespace

int command_figures(Session& session, const Arguments&) {
  const Result<std::string> address = session.store_address();
  if (!address) return session.fail(address.error());
  const auto reader = StoreReader::open(address.value());
  if (!reader) return session.fail(reader.error());
  const Instant now = session.clock().now();
  const Result<StoreCounts> counts = reader.value()->count(local_date(now));
  if (!counts) return session.fail(counts.error());
  std::vector<Figure> figures = of_cases(counts.value());
  for (Figure& figure : of_tasks(counts.value(), now))
    figures.push_back(std::move(figure));
  for (Figure& figure : of_calls(counts.value()))
    figures.push_back(std::move(figure));
  if (session.json()) {
    session.print(to_json(document_of(figures), 2) + "\n");
    return exit_done;
  }
  for (const Figure& figure : figures) session.print(text_of(session, figure));
  return exit_done;
}

}  // namespace onething::cli
