// SPDX-License-Identifier: Apache-2.0

#include "onething/metrics.h"

#include <algorithm>
#include <array>
#include <utility>

#include "calendar/calendar.h"
#include "check/facts.h"
#include "check/reform/after_figures.h"
#include "check/situations.h"
#include "check/time/deadlines.h"
#include "check/time/length.h"
#include "check/time/step_times.h"
#include "measure/counts.h"
#include "onething/table.h"

namespace onething {

namespace {

using check::Situation;
using check::Situations;
using check::StepTimes;
using measure::Counts;

constexpr std::array<std::string_view, figure_count> kWords = {
    "items",       "steps",  "materials", "time", "visits",
    "departments", "fields", "windows",   "share"};

void set_before(const Workflow& workflow, WorkflowMetrics& out) {
  if (!workflow.before) return;
  const Before& before = *workflow.before;
  const auto at = [&out](Figure figure) -> MetricRow& {
    return out.rows[static_cast<std::size_t>(figure)];
  };
  out.label = before.label;
  at(Figure::departments).before = before.departments;
  at(Figure::steps).before = before.steps;
  at(Figure::visits).before = before.visits;
  at(Figure::materials).before = before.materials;
  if (before.time)
    at(Figure::time).before = check::length_of(*before.time).days;
}

void widen(MetricRow& row, std::int64_t value, bool is_first) {
  row.min = is_first ? value : std::min(row.min, value);
  row.max = is_first ? value : std::max(row.max, value);
}

class Measuring {
 public:
  Measuring(const check::ProjectFacts& project, const Workflow& workflow,
            const MetricsRequest& request)
      : facts_(check::workflow_facts(project, workflow)),
        situations_(facts_),
        times_(facts_),
        request_(request) {}

  Result<WorkflowMetrics> run() {
    const Workflow& workflow = facts_.workflow;
    out_.workflow = workflow.id.text;
    out_.title = workflow.title;
    set_before(workflow, out_);
    const std::vector<Situation> all = situations_.list();
    out_.situations = all.size();
    out_.is_exact = situations_.is_exact();
    out_.has_unknown_time = times_.has_unknown();
    bool is_first = true;
    for (const Situation& each : all) {
      const Counts counts = count(each);
      for (std::size_t i = 0; i < figure_count; ++i)
        widen(out_.rows[i], counts[i], is_first);
      is_first = false;
      StepTimes::Path path = times_.longest(times_.left_out(situations_, each));
      if (path.days < out_.path_days || path.text.empty()) continue;
      if (path.days == out_.path_days && !out_.path.empty()) continue;
      out_.path_days = path.days;
      out_.path = std::move(path.text);
    }
    add_share();
    add_profiles();
    if (request_.proves) add_proofs(all);
    return add_changes(all);
  }

 private:
  Counts count(const Situation& situation) const {
    return measure::count(
        facts_, situations_, situation, request_.choices,
        times_.longest(times_.left_out(situations_, situation)).days);
  }

  // Of what steps take from somebody, what comes from departments; in percent.
  void add_share() {
    const check::InputCounts inputs = check::inputs_of(facts_);
    MetricRow& row = out_.rows[static_cast<std::size_t>(Figure::share)];
    if (inputs.all > 0) row.min = row.max = inputs.shared * 100 / inputs.all;
  }

  void add_proofs(const std::vector<Situation>& all) {
    for (const check::DeadlineTrial& trial :
         check::try_deadlines(facts_, times_, situations_, all)) {
      DeadlineProof proof;
      if (trial.when != nullptr && !trial.when->empty())
        proof.promise = trial.when->text();
      proof.term = to_text(trial.limit->term);
      proof.is_statutory = trial.when == nullptr;
      proof.is_met = trial.missed == 0;
      proof.first = trial.first;
      proof.last = trial.last;
      proof.days = trial.days;
      proof.missed = trial.missed;
      proof.start = trial.start;
      proof.end = trial.end;
      proof.due = trial.due;
      proof.path = times_.text_of(trial.nodes);
      out_.proofs.push_back(std::move(proof));
    }
  }

  void add_profiles() {
    for (const MetricProfile& profile : request_.profiles) {
      if (profile.workflow != &facts_.workflow) continue;
      for (const Situation& each : situations_.list(profile.form)) {
        const Counts counts = count(each);
        for (std::size_t i = 0; i < figure_count; ++i)
          if (i != static_cast<std::size_t>(Figure::share))
            out_.rows[i].typical =
                std::max(out_.rows[i].typical.value_or(0), counts[i]);
      }
    }
  }

  Result<WorkflowMetrics> add_changes(const std::vector<Situation>& all) {
    for (const std::string& change : request_.what_if) {
      StepTimes changed(facts_);
      if (const Status done = changed.change(change); !done)
        return done.error();
      WhatIf what{change, out_.path_days, 0};
      for (const Situation& each : all)
        what.after =
            std::max(what.after,
                     changed.longest(changed.left_out(situations_, each)).days);
      out_.what_if.push_back(std::move(what));
    }
    return std::move(out_);
  }

  check::WorkflowFacts facts_;
  Situations situations_;
  StepTimes times_;
  const MetricsRequest& request_;
  WorkflowMetrics out_;
};

// Sums, where every workflow has a figure from before.
void add_to(std::array<MetricRow, figure_count>& sum,
            const WorkflowMetrics& one, bool is_first) {
  for (std::size_t i = 0; i < figure_count; ++i) {
    if (is_first) {
      sum[i] = one.rows[i];
      continue;
    }
    const MetricRow& row = one.rows[i];
    sum[i].min += row.min;
    sum[i].max += row.max;
    if (sum[i].before && row.before)
      *sum[i].before += *row.before;
    else
      sum[i].before.reset();
    if (sum[i].typical && row.typical)
      *sum[i].typical += *row.typical;
    else
      sum[i].typical.reset();
  }
}

}  // namespace

std::string_view figure_word(Figure figure) {
  return kWords[static_cast<std::size_t>(figure)];
}

std::span<const MetricRule> metric_rules() {
  static const std::array<MetricRule, 8> rules = {{
#define ONETHING_RULE(name, usual, other, sentence) \
  {#name, #usual, #other, {sentence, {}}},
#include "measure/rules.def"
#undef ONETHING_RULE
  }};
  return rules;
}

Status choose_rule(std::string_view text, MetricChoices& choices) {
  const std::size_t equals = text.find('=');
  std::string known;
  for (std::size_t i = 0; i < metric_rules().size(); ++i) {
    const MetricRule& rule = metric_rules()[i];
    known += (known.empty() ? "" : ", ") + std::string(rule.name) + "=" +
             std::string(rule.usual) + "|" + std::string(rule.other);
    if (equals == std::string_view::npos || text.substr(0, equals) != rule.name)
      continue;
    const std::string_view value = text.substr(equals + 1);
    if (value != rule.usual && value != rule.other) continue;
    choices[i] = value == rule.other;
    return Done{};
  }
  return Error{ErrorCode::invalid,
               {"metrics.no_rule",
                {{"given", std::string(text)}, {"rules", std::move(known)}}}};
}

std::string reduction(const MetricRow& row) {
  if (!row.before || *row.before == 0) return "—";
  const std::int64_t before = *row.before;
  const std::int64_t thousand = 2'000 * (before - row.max);
  const std::int64_t sign = thousand < 0 ? -1 : 1;
  const std::int64_t tenths = (sign * thousand + before) / (2 * before);
  return (sign < 0 && tenths > 0 ? "-" : "") + std::to_string(tenths / 10) +
         "." + std::to_string(tenths % 10) + "%";
}

Result<MetricsReport> measure_reform(const LoadedProject& project,
                                     const MetricsRequest& request) {
  const check::ProjectFacts facts = check::project_facts(
      project.project, project.sources, project.diagnostics, Calendar::china(),
      request.today);
  MetricsReport report;
  for (const Workflow* workflow : request.workflows) {
    Result<WorkflowMetrics> one = Measuring(facts, *workflow, request).run();
    if (!one) return one.error();
    add_to(report.sum, one.value(), report.workflows.empty());
    report.workflows.push_back(std::move(one).value());
  }
  // Shares of different wholes cannot be added.
  if (report.workflows.size() > 1)
    report.sum[static_cast<std::size_t>(Figure::share)] = {};
  return report;
}

Result<std::vector<ListedService>> compare_list(const std::string& path,
                                                const Project& project) {
  const Result<std::string> bytes = read_table_file(path);
  if (!bytes) return bytes.error();
  const Result<Table> table = parse_table(bytes.value(), path);
  if (!table) return table.error();
  std::vector<ListedService> list;
  for (const TableRow& row : table.value().rows) {
    ListedService one;
    for (const Cell& cell : row.cells) {
      if (one.name.empty() && cell.kind == CellKind::text) one.name = cell.text;
      for (const Workflow& workflow : project.workflows)
        if (!cell.text.empty() &&
            (cell.text == workflow.id.text || cell.text == workflow.title.zh ||
             cell.text == workflow.title.en))
          one.workflow = workflow.id.text;
    }
    if (!one.name.empty()) list.push_back(std::move(one));
  }
  return list;
}

}  // namespace onething
