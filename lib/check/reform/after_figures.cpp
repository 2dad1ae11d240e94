// SPDX-License-Identifier: Apache-2.0

#include "check/reform/after_figures.h"

#include <algorithm>
#include <vector>

#include "check/reform/counts.h"

namespace onething::check {

namespace {

// Only promises in the same unit can be compared; of others the last counts.
std::optional<Term> longest_promise(const Workflow& workflow) {
  std::optional<Term> longest;
  for (const Promise& promise : workflow.promises) {
    const Term term = promise.within.term;
    if (!longest || longest->unit != term.unit || longest->count < term.count)
      longest = term;
  }
  return longest;
}

AfterFigures figures_over(const WorkflowFacts& facts,
                          const Situations& situations,
                          const std::vector<Situation>& list) {
  AfterFigures figures;
  figures.time = longest_promise(facts.workflow);
  figures.is_exact = situations.is_exact();
  const auto widen = [](std::int64_t& most, std::int64_t value) {
    most = std::max(most, value);
  };
  for (const Situation& each : list) {
    const Counts counts = count(facts, situations, each);
    widen(figures.departments, counts.departments);
    widen(figures.steps, counts.steps);
    widen(figures.visits, counts.visits);
    widen(figures.materials_max, counts.materials);
  }
  return figures;
}

}  // namespace

// An input counts as shared when any part of it comes from a department. The
// formulas of one input stand one behind the other.
InputCounts inputs_of(const WorkflowFacts& facts) {
  InputCounts counts;
  const FormulaUse* input = nullptr;
  bool is_shared = false;
  for (const FormulaUse& use : facts.formulas) {
    if (use.place != Place::step_with) continue;
    for (const expr::Reference& read : use.reads) {
      if (read.root == "case") continue;
      if (input == nullptr || input->owner != use.owner ||
          input->member != use.member) {
        ++counts.all;
        input = &use;
        is_shared = false;
      }
      if (is_shared || (read.root != "steps" && read.root != "prefill"))
        continue;
      is_shared = true;
      ++counts.shared;
    }
  }
  return counts;
}

bool involves_several_departments(const WorkflowFacts& facts) {
  std::size_t first = unresolved;
  for (const std::vector<Step>* steps :
       {&facts.workflow.prefill, &facts.workflow.steps})
    for (const Step& step : *steps) {
      if (facts.service_of(step) == nullptr) continue;
      if (first != unresolved && step.uses.department != first) return true;
      first = step.uses.department;
    }
  return false;
}

AfterFigures after_figures(const WorkflowFacts& facts) {
  Situations situations(facts);
  const std::vector<Situation> all = situations.list();
  return figures_over(facts, situations, all);
}

AfterFigures figures_at_most(const WorkflowFacts& facts) {
  const Situations situations(facts);
  return figures_over(facts, situations, {situations.everything()});
}

}  // namespace onething::check
