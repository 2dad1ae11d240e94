// SPDX-License-Identifier: Apache-2.0

#include "author/project_run.h"

#include <utility>

#include "author/sound_parts.h"
#include "calendar/calendar.h"
#include "check/checks.h"
#include "check/once_only/share_count.h"
#include "load/load_texts.h"

namespace onething::author {

namespace {

void append(Diagnostics& out, Diagnostics&& more) {
  for (Diagnostic& each : more) out.push_back(std::move(each));
}

OnceOnlyCount count_of(const check::WorkflowFacts& facts) {
  const check::ShareCount count = check::share_count(facts);
  return {1, count.asked, count.shared, count.could_be_shared};
}

void check_whole(const check::ProjectFacts& facts, Diagnostics& found) {
  check::check_project(facts, found);
  for (const Department& department : facts.project.departments)
    check::check_department({facts, department}, found);
}

void run_checks(ProjectRun& run, const ProjectTexts& target, Date today,
                Workers& workers) {
  LoadedProject& loaded = run.loaded;
  check::ProjectFacts facts =
      check::project_facts(loaded.project, loaded.sources, loaded.diagnostics,
                           Calendar::china(), today);
  facts.has_all_workflows = target.has_all_workflows;
  run.broken = facts.broken;
  const std::vector<Workflow>& workflows = loaded.project.workflows;
  std::vector<Diagnostics> by_workflow(workflows.size());
  std::vector<OnceOnlyCount> counts(workflows.size());
  Diagnostics found;
  // What concerns the whole project is one piece of work more, and the longest.
  workers.for_each_index(workflows.size() + 1, [&](std::size_t turn) {
    if (turn == 0) return check_whole(facts, found);
    const std::size_t i = turn - 1;
    if (!target.asked[workflows[i].file]) return;
    const check::WorkflowFacts workflow =
        check::workflow_facts(facts, workflows[i]);
    check::check_workflow(workflow, by_workflow[i]);
    if (workflow.is_broken)
      check_sound_parts(facts, workflows[i], loaded.diagnostics,
                        by_workflow[i]);
    else
      counts[i] = count_of(workflow);
  });
  for (const OnceOnlyCount& count : counts) add(run.once_only, count);
  append(loaded.diagnostics, std::move(found));
  for (Diagnostics& each : by_workflow)
    append(loaded.diagnostics, std::move(each));
  sort_and_merge(loaded.diagnostics);
}

// A mistake elsewhere would only be repeated: of names that could not be read.
void check_scenarios(ProjectRun& run, const ProjectTexts& target,
                     Workers& workers) {
  LoadedProject& loaded = run.loaded;
  std::vector<std::uint32_t> files;
  for (std::uint32_t i = 0; i < target.files.size(); ++i)
    if (target.asked[i] && target.files[i].path.ends_with(".test.yaml") &&
        !target.is_unread(i))
      files.push_back(i);
  if (files.empty() || has_errors(loaded.diagnostics)) return;
  std::vector<Diagnostics> found(files.size());
  workers.for_each_index(files.size(), [&](std::size_t i) {
    LoadedScenarios read =
        load_scenarios_text(target.files[files[i]], loaded.project);
    for (Diagnostic& each : read.diagnostics) {
      each.span.file = files[i];
      for (Label& label : each.labels) label.span.file = files[i];
      for (Edit& edit : each.edits) edit.span.file = files[i];
    }
    found[i] = std::move(read.diagnostics);
  });
  for (Diagnostics& each : found) append(loaded.diagnostics, std::move(each));
}

void need(std::vector<bool>& needed, const Project& project,
          std::size_t department) {
  if (department == unresolved) return;
  needed[project.departments[department].id.span.file] = true;
}

std::vector<bool> needed_files(const Project& project,
                               const ProjectTexts& target) {
  std::vector<bool> needed(target.files.size(), false);
  if (!needed.empty()) needed[0] = true;  // onething.yaml
  for (const Workflow& workflow : project.workflows) {
    if (!target.asked[workflow.file]) continue;
    need(needed, project, workflow.lead_department);
    for (const std::vector<Step>* steps : {&workflow.prefill, &workflow.steps})
      for (const Step& step : *steps)
        need(needed, project, step.uses.department);
  }
  return needed;
}

}  // namespace

void add(OnceOnlyCount& sum, const OnceOnlyCount& more) {
  sum.workflows += more.workflows;
  sum.asked += more.asked;
  sum.shared += more.shared;
  sum.could_be_shared += more.could_be_shared;
}

ProjectRun run_project(const ProjectTexts& target, Date today,
                       Workers& workers) {
  ProjectRun run;
  run.loaded = load::load_texts(target.files, workers);
  run.loaded.root = target.root;
  check_scenarios(run, target, workers);
  run_checks(run, target, today, workers);
  run.needed = needed_files(run.loaded.project, target);
  return run;
}

}  // namespace onething::author
