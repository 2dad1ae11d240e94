// SPDX-License-Identifier: Apache-2.0

#include "check/facts.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace onething::check {

namespace {

using Index = std::unordered_map<std::string_view, std::size_t>;

// Every formula of a workflow with its place, in the order of the file's keys.
class FormulaList {
 public:
  explicit FormulaList(std::vector<FormulaUse>& out) : out_(out) {}

  void add(Place place, std::size_t owner, const Formula& formula,
           std::string_view member = {}) {
    if (formula.empty()) return;
    FormulaUse& use = out_.emplace_back();
    use.place = place;
    use.owner = owner;
    use.member = member;
    use.formula = &formula;
    use.reads = expr::references(formula.ast());
  }

  // No deeper than the document, which the reader bounds.
  void add(Place place, std::size_t owner, const Template& value,
           std::string_view member, bool is_top = true) {
    const std::size_t first = out_.size();
    add(place, owner, value.formula, member);
    if (out_.size() > first) out_[first].is_whole_value = is_top;
    for (const Template::Part& part : value.parts) {
      const std::size_t before = out_.size();
      add(place, owner, part.formula, member);
      if (out_.size() > before) out_[before].is_text_part = true;
    }
    for (const Template& item : value.items)
      add(place, owner, item, member, false);
    for (const auto& [name, inner] : value.members)
      add(place, owner, inner, member, false);
  }

  void add_step(Place when, Place with, std::size_t owner, const Step& step) {
    add(when, owner, step.when);
    add(Place::step_for_each, owner, step.for_each);
    for (const auto& [name, value] : step.with)
      add(with, owner, value, name.text);
    for (const auto& [name, formula] : step.keep)
      add(Place::step_keep, owner, formula, name.text);
  }

 private:
  std::vector<FormulaUse>& out_;
};

std::vector<FormulaUse> formulas_of(const Workflow& workflow) {
  std::vector<FormulaUse> out;
  FormulaList list(out);
  for (std::size_t i = 0; i < workflow.promises.size(); ++i)
    list.add(Place::promise_when, i, workflow.promises[i].when);
  for (std::size_t i = 0; i < workflow.form.size(); ++i)
    list.add(Place::field_when, i, workflow.form[i].when);
  for (std::size_t i = 0; i < workflow.materials.size(); ++i)
    list.add(Place::material_when, i, workflow.materials[i].when);
  for (std::size_t i = 0; i < workflow.prefill.size(); ++i)
    list.add_step(Place::prefill_when, Place::prefill_with, i,
                  workflow.prefill[i]);
  for (std::size_t i = 0; i < workflow.steps.size(); ++i)
    list.add_step(Place::step_when, Place::step_with, i, workflow.steps[i]);
  if (workflow.outcome)
    for (const auto& [name, value] : workflow.outcome->members)
      list.add(Place::outcome, 0, value, name.text);
  return out;
}

bool belongs_to_step(Place place) {
  return place == Place::step_when || place == Place::step_for_each ||
         place == Place::step_with || place == Place::step_keep;
}

Index index_of(const std::vector<Step>& steps) {
  Index index;
  for (std::size_t i = 0; i < steps.size(); ++i)
    index.emplace(steps[i].id.text, i);
  return index;
}

std::vector<std::vector<Wait>> waits_of(const WorkflowFacts& facts) {
  const std::vector<Step>& steps = facts.workflow.steps;
  const Index index = index_of(steps);
  std::vector<std::vector<Wait>> waits(steps.size());
  for (const FormulaUse& use : facts.formulas) {
    if (!belongs_to_step(use.place)) continue;
    for (const expr::Reference& read : use.reads) {
      if (read.root != "steps" || read.path.empty()) continue;
      const auto found = index.find(read.path[0]);
      if (found != index.end())
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

// Adds what `step` waits for, and what that waits for; `done` guards against
// circles, which loading has reported. Iterative: chains may be long.
std::vector<std::vector<bool>> before_of(
    const std::vector<std::vector<Wait>>& waits) {
  const std::size_t count = waits.size();
  std::vector<std::vector<bool>> before(count, std::vector<bool>(count));
  for (std::size_t step = 0; step < count; ++step) {
    std::vector<std::size_t> open = {step};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (const Wait& wait : waits[at]) {
        if (before[step][wait.to]) continue;
        before[step][wait.to] = true;
        open.push_back(wait.to);
      }
    }
    before[step][step] = false;
  }
  return before;
}

void add_kept(ProjectFacts& facts, const KeptField& kept) {
  const std::string& id = kept.field->id.text;
  const std::string& title = kept.field->title.in(Language::zh);
  facts.kept[id].push_back(kept);
  if (!title.empty() && title != id) facts.kept[title].push_back(kept);
}

void add_kept(ProjectFacts& facts, const Department& department) {
  for (const Field& field : department.holds)
    add_kept(facts, {&department, nullptr, &field});
  for (const Service& service : department.services)
    for (const Field& field : service.output)
      if (field.type.kind == TypeKind::file)
        add_kept(facts, {&department, &service, &field});
}

}  // namespace

ProjectFacts project_facts(const Project& project, const Sources& sources,
                           const Diagnostics& loading, const Calendar& calendar,
                           Date today) {
  ProjectFacts facts{project, sources, calendar, today, {}, true, {}};
  facts.broken.resize(sources.files.size(), false);
  for (const Diagnostic& diagnostic : loading)
    if (diagnostic.severity == Severity::error)
      facts.broken[diagnostic.span.file] = true;
  for (const Department& department : project.departments)
    facts.uses.emplace_back(department.services.size(), 0);
  const auto count = [&facts](const std::vector<Step>& steps) {
    for (const Step& step : steps)
      if (facts.project.service_of(step.uses) != nullptr)
        ++facts.uses[step.uses.department][step.uses.service];
  };
  for (const Workflow& workflow : project.workflows) {
    count(workflow.prefill);
    count(workflow.steps);
  }
  for (const Department& department : project.departments)
    add_kept(facts, department);
  return facts;
}

WorkflowFacts workflow_facts(const ProjectFacts& project,
                             const Workflow& workflow) {
  WorkflowFacts facts{project, workflow, false, {}, {}, {}};
  facts.is_broken =
      workflow.file < project.broken.size() && project.broken[workflow.file];
  facts.formulas = formulas_of(workflow);
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
