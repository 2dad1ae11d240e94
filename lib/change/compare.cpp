// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "calendar/calendar.h"
#include "change/pair.h"
#include "check/facts.h"
#include "onething/change.h"

namespace onething {

namespace change {

Side::Side(const LoadedProject& loaded, const Workflow& its, Date today)
    : project(loaded.project),
      workflow(its),
      facts(check::project_facts(loaded.project, loaded.sources,
                                 loaded.diagnostics, Calendar::china(), today)),
      ground(check::ground_facts(facts, its)) {}

namespace {

void name_steps(Pair& pair) {
  for (const StepPair& each : pair.steps)
    if (each.before != nullptr && each.after != nullptr &&
        each.before->id.text != each.after->id.text) {
      const std::string root = each.is_prefill ? "prefill." : "steps.";
      pair.renamed.emplace_back(root + each.before->id.text,
                                root + each.after->id.text);
    }
}

void add_figures(Pair& pair, const LoadedProject& before,
                 const LoadedProject& after, Date today,
                 std::vector<ChangedFigure>& out) {
  const auto measure = [&](const LoadedProject& loaded,
                           const Workflow& workflow) {
    const Workflow* one[] = {&workflow};
    MetricsRequest request;
    request.workflows = one;
    request.today = today;
    request.proves = false;
    return measure_reform(loaded, request);
  };
  const auto old = measure(before, pair.before.workflow);
  const auto now = measure(after, pair.after.workflow);
  if (!old || !now) return;
  for (std::size_t i = 0; i < figure_count; ++i) {
    const auto figure = static_cast<Figure>(i);
    ChangedFigure one{figure, old.value().workflows.front().rows[i].max,
                      now.value().workflows.front().rows[i].max};
    const bool is_worse = figure == Figure::share || figure == Figure::items
                              ? false
                              : one.after > one.before;
    if (is_worse)
      pair.found.add(Kind::figure_grew,
                     {"metrics." + std::string(figure_word(figure))},
                     {{"figure", figure_title(figure)},
                      {"before", std::to_string(one.before)},
                      {"after", std::to_string(one.after)}});
    out.push_back(one);
  }
}

using Seen = std::set<std::string>;
WorkflowChanges compare(const LoadedProject& before, const Workflow& old,
                        const LoadedProject& after, const Workflow& now,
                        Date today, Seen& seen);

// Workflows that a step calls; each is looked at once.
void compare_called(Pair& pair, const LoadedProject& before,
                    const LoadedProject& after, Date today, Seen& seen) {
  for (const StepPair& each : pair.steps) {
    if (each.before == nullptr || each.after == nullptr) continue;
    const Service* service = pair.after.service_of(*each.after);
    if (service == nullptr || service->call.workflow.empty()) continue;
    const std::string& id = service->call.workflow.text;
    const Workflow* old = before.project.find_workflow(id);
    const Workflow* now = after.project.find_workflow(id);
    if (old == nullptr || now == nullptr || !seen.insert(id).second) continue;
    const WorkflowChanges changes =
        compare(before, *old, after, *now, today, seen);
    const std::size_t matters =
        changes.changes.size() - changes.count(ChangeWeight::harmless);
    if (matters == 0) continue;
    pair.found.add(Kind::called_workflow_changed, each.spot(),
                   {{"workflow", id}, {"count", std::to_string(matters)}});
  }
}

WorkflowChanges compare(const LoadedProject& before, const Workflow& old,
                        const LoadedProject& after, const Workflow& now,
                        Date today, Seen& seen) {
  const Side earlier(before, old, today);
  const Side later(after, now, today);
  Found found(before.sources, after.sources);
  Pair pair{earlier, later, found};
  pair.steps = match_steps(earlier, later);
  name_steps(pair);
  compare_form(pair);
  compare_materials(pair);
  compare_sent(pair);
  compare_steps(pair);
  compare_groups(pair);
  compare_limits(pair);
  compare_states(pair);
  compare_people(pair);
  compare_outcome(pair);
  compare_services(pair);
  compare_called(pair, before, after, today, seen);
  compare_words(pair);
  WorkflowChanges out;
  out.workflow = now.id.text;
  out.title = now.title;
  out.version_before = old.version;
  out.version_after = now.version;
  add_figures(pair, before, after, today, out.figures);
  out.changes = found.take();
  std::stable_sort(out.changes.begin(), out.changes.end(),
                   [](const Change& a, const Change& b) {
                     if (a.rule->weight != b.rule->weight)
                       return a.rule->weight < b.rule->weight;
                     return a.rule < b.rule;
                   });
  return out;
}

}  // namespace

}  // namespace change

std::size_t WorkflowChanges::count(ChangeWeight weight) const {
  return static_cast<std::size_t>(std::count_if(
      changes.begin(), changes.end(),
      [weight](const Change& each) { return each.rule->weight == weight; }));
}

WorkflowChanges compare_versions(const WorkflowVersion& before,
                                 const WorkflowVersion& after, Date today) {
  change::Seen seen;
  WorkflowChanges out =
      change::compare(*before.loaded, *before.workflow, *after.loaded,
                      *after.workflow, today, seen);
  out.before = before.shown;
  out.after = after.shown;
  return out;
}

}  // namespace onething
