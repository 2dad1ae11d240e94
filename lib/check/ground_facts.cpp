// SPDX-License-Identifier: Apache-2.0

#include "check/ground_facts.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace onething::check {

namespace {

using Index = std::unordered_map<std::string_view, std::size_t>;

Index index_of(const std::vector<Step>& steps) {
  Index index;
  for (std::size_t i = 0; i < steps.size(); ++i)
    index.emplace(steps[i].id.text, i);
  return index;
}

std::vector<std::vector<Wait>> waits_of(const GroundFacts& facts) {
  const std::vector<Step>& steps = facts.workflow.steps;
  const Index index = index_of(steps);
  std::vector<std::vector<Wait>> waits(steps.size());
  for (const FormulaUse& use : facts.formulas) {
    if (!model::stands_in_step(use.place)) continue;
    for (const expr::Reference& read : use.reads) {
      if (read.root != "steps" || read.path.empty()) continue;
      const auto found = index.find(read.path[0]);
      const bool is_own = use.place == Place::step_while &&
                          found != index.end() && found->second == use.owner;
      if (found != index.end() && !is_own)
        waits[use.owner].push_back(
            {found->second,
             use.formula->place(read.range.begin, read.range.end), true});
    }
  }
  for (std::size_t i = 0; i < steps.size(); ++i)
    for (const Spelled& id : steps[i].after) {
      const auto found = index.find(id.text);
      if (found != index.end())
        waits[i].push_back({found->second, id.span, false});
    }
  return waits;
}

// Steps in an order in which each comes behind what it waits for. Those that
// wait for each other, and what waits for them, are left out.
std::vector<std::size_t> in_order(const std::vector<std::vector<Wait>>& waits) {
  std::vector<std::vector<std::size_t>> waiting(waits.size());
  std::vector<std::size_t> open(waits.size());
  std::vector<std::size_t> order;
  order.reserve(waits.size());
  for (std::size_t step = 0; step < waits.size(); ++step) {
    open[step] = waits[step].size();
    if (open[step] == 0) order.push_back(step);
    for (const Wait& wait : waits[step]) waiting[wait.to].push_back(step);
  }
  for (std::size_t i = 0; i < order.size(); ++i)
    for (const std::size_t step : waiting[order[i]])
      if (--open[step] == 0) order.push_back(step);
  return order;
}

// For a step that waits for a circle, which loading has reported. Iterative:
// chains may be long.
void walk_from(std::size_t step, const std::vector<std::vector<Wait>>& waits,
               BitRows& before) {
  std::vector<std::size_t> open = {step};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    for (const Wait& wait : waits[at]) {
      if (before[step][wait.to]) continue;
      before.set(step, wait.to);
      open.push_back(wait.to);
    }
  }
  before.clear(step, step);
}

// What each step waits for, and what that waits for.
BitRows before_of(const std::vector<std::vector<Wait>>& waits) {
  BitRows before(waits.size());
  std::vector<bool> is_done(waits.size(), false);
  for (const std::size_t step : in_order(waits)) {
    is_done[step] = true;
    for (const Wait& wait : waits[step]) {
      before.set(step, wait.to);
      before.add_row(step, wait.to);
    }
  }
  for (std::size_t step = 0; step < waits.size(); ++step)
    if (!is_done[step]) walk_from(step, waits, before);
  return before;
}

}  // namespace

GroundFacts ground_facts(const ProjectFacts& project,
                         const Workflow& workflow) {
  GroundFacts facts{project, workflow};
  facts.is_broken =
      workflow.file < project.broken.size() && project.broken[workflow.file];
  facts.formulas = model::formula_uses(workflow);
  facts.waits = waits_of(facts);
  facts.before = before_of(facts.waits);
  facts.flows = flows_of(project.project, workflow);
  return facts;
}

std::size_t find_step(const std::vector<Step>& steps, std::string_view id) {
  const auto found =
      std::find_if(steps.begin(), steps.end(),
                   [id](const Step& step) { return step.id.text == id; });
  return found == steps.end() ? unresolved
                              : static_cast<std::size_t>(found - steps.begin());
}

}  // namespace onething::check
