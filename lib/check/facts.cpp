// SPDX-License-Identifier: Apache-2.0

#include "check/facts.h"

#include <utility>

#include "check/soundness/proved.h"

namespace onething::check {

namespace {

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

StateWays state_ways(const WorkflowFacts& facts) {
  std::vector<std::vector<std::size_t>> waits(facts.waits.size());
  for (std::size_t step = 0; step < facts.waits.size(); ++step)
    for (const Wait& wait : facts.waits[step]) waits[step].push_back(wait.to);
  return {facts.workflow, facts.formulas, std::move(waits),
          [&facts](std::size_t state, std::size_t event) {
            return !facts.proved || facts.proved->may_fire(state, event);
          }};
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
  for (const Department& department : project.departments)
    for (const Service& service : department.services)
      if (!service.call.workflow.empty())
        facts.served[service.call.workflow.text].push_back(&service);
  return facts;
}

WorkflowFacts workflow_facts(const ProjectFacts& project,
                             const Workflow& workflow) {
  WorkflowFacts facts{ground_facts(project, workflow)};
  if (facts.is_broken) return facts;
  facts.proved = prove(facts);
  facts.typed = std::make_unique<TypedWorkflow>(
      project, workflow, facts.formulas, state_ways(facts));
  facts.misfits = mapping_misfits(*facts.typed);
  facts.idle = idle_conditions(*facts.typed);
  facts.absences = absences_of(*facts.typed);
  facts.shareable = shareable_fields(facts);
  facts.repeated_fields = repeated_fields(facts);
  facts.repeated_materials = repeated_materials(facts);
  facts.issued_materials = issued_materials(facts);
  return facts;
}

}  // namespace onething::check
