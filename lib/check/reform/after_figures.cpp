// SPDX-License-Identifier: Apache-2.0

#include "check/reform/after_figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "check/safety/routes.h"

namespace onething::check {

namespace {

// The most that one case can meet of what depends on conditions: things of
// different routes are never met together. A thing that hangs on several values
// counts for the first; that makes the figure too high at worst.
class AtMost {
 public:
  void add(const Formula& condition, std::int64_t count) {
    for (Guard& guard : guards_of(condition)) {
      if (guard.is_excluding) continue;
      for (const std::string& value : guard.values)
        by_path_[guard.path][value] += count;
      return;
    }
    always_ += count;
  }

  std::int64_t total() const {
    std::int64_t total = always_;
    for (const auto& [path, values] : by_path_) {
      std::int64_t most = 0;
      for (const auto& [value, count] : values) most = std::max(most, count);
      total += most;
    }
    return total;
  }

 private:
  std::int64_t always_ = 0;
  std::map<std::string, std::map<std::string, std::int64_t>> by_path_;
};

std::int64_t count_steps(const WorkflowFacts& facts) {
  constexpr std::int64_t application = 1;
  AtMost steps;
  std::set<const Service*> seen;
  for (const Step& step : facts.workflow.steps) {
    const Service* service = facts.service_of(step);
    if (service == nullptr || !faces_applicant(*service)) continue;
    if (seen.insert(service).second) steps.add(step.when, 1);
  }
  return application + steps.total();
}

// Along the longest chain of a department's `own` steps: what can be done
// there at one time is one visit.
std::int64_t visits_along(const WorkflowFacts& facts,
                          std::vector<std::size_t> own) {
  const std::vector<Step>& steps = facts.workflow.steps;
  const auto depth = [&facts](std::size_t step) {
    return facts.before[step].count();
  };
  std::sort(own.begin(), own.end(), [&depth](std::size_t a, std::size_t b) {
    return depth(a) < depth(b);
  });
  std::map<std::size_t, std::int64_t> chain;
  std::int64_t most = 0;
  for (const std::size_t step : own) {
    std::int64_t earlier = 0;
    for (const auto& [other, count] : chain)
      if (facts.before[step][other] &&
          !exclude_each_other(steps[step].when, steps[other].when))
        earlier = std::max(earlier, count);
    chain[step] = earlier + facts.service_of(steps[step])->visits;
    most = std::max(most, chain[step]);
  }
  return most;
}

void count_departments(const WorkflowFacts& facts, AfterFigures& figures) {
  std::set<std::size_t> involved;
  std::set<std::size_t> faced;
  std::map<std::size_t, std::vector<std::size_t>> visited;
  if (facts.workflow.lead_department != unresolved)
    faced.insert(facts.workflow.lead_department);
  for (const Step& step : facts.workflow.prefill)
    if (facts.service_of(step) != nullptr)
      involved.insert(step.uses.department);
  const std::vector<Step>& steps = facts.workflow.steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    const Service* service = facts.service_of(step);
    if (service == nullptr) continue;
    involved.insert(step.uses.department);
    if (service->visits > 0) visited[step.uses.department].push_back(i);
    if (faces_applicant(*service)) faced.insert(step.uses.department);
  }
  for (auto& [department, own] : visited)
    figures.visits += visits_along(facts, std::move(own));
  figures.departments = static_cast<std::int64_t>(faced.size());
  figures.departments_involved = static_cast<std::int64_t>(involved.size());
}

// No deeper than the document, which the reader bounds.
std::int64_t count_fields(const std::vector<Field>& fields) {
  std::int64_t count = 0;
  for (const Field& field : fields) {
    const Type& type =
        field.type.element.empty() ? field.type : field.type.element[0];
    const bool has_members = type.kind == TypeKind::object;
    count +=
        has_members && !type.fields.empty() ? count_fields(type.fields) : 1;
  }
  return count;
}

// An input counts as shared when any part of it comes from a department. The
// formulas of one input stand one behind the other.
void count_inputs(const WorkflowFacts& facts, AfterFigures& figures) {
  const FormulaUse* input = nullptr;
  bool is_shared = false;
  for (const FormulaUse& use : facts.formulas) {
    if (use.place != Place::step_with) continue;
    for (const expr::Reference& read : use.reads) {
      if (read.root == "case") continue;
      if (input == nullptr || input->owner != use.owner ||
          input->member != use.member) {
        ++figures.inputs;
        input = &use;
        is_shared = false;
      }
      if (is_shared || (read.root != "steps" && read.root != "prefill"))
        continue;
      is_shared = true;
      ++figures.inputs_shared;
    }
  }
}

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

}  // namespace

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

bool faces_applicant(const Service& service) {
  if (service.visits > 0) return true;
  return service.by == Performer::person && service.kind != ServiceKind::notice;
}

AfterFigures after_figures(const WorkflowFacts& facts) {
  AfterFigures figures;
  count_departments(facts, figures);
  figures.steps = count_steps(facts);
  AtMost materials;
  for (const Material& material : facts.workflow.materials) {
    materials.add(material.when, 1);
    if (material.when.empty()) ++figures.materials_min;
  }
  figures.materials_max = materials.total();
  figures.time = longest_promise(facts.workflow);
  figures.fields = count_fields(facts.workflow.form);
  count_inputs(facts, figures);
  return figures;
}

}  // namespace onething::check
