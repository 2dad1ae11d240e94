// SPDX-License-Identifier: Apache-2.0
//
// An environment does not say how a department is reached that a workflow calls
// there: the call would fail when it is made, in the middle of a case.

#include <algorithm>
#include <string>

#include "check/checks.h"
#include "check/safety/environments.h"

namespace onething::check {

namespace {

// The first step or prefill that calls each department's systems.
std::vector<const Step*> first_calls(const Project& project) {
  std::vector<const Step*> calls(project.departments.size(), nullptr);
  const auto note = [&](const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      const Service* service = project.service_of(step.uses);
      if (service == nullptr || service->by != Performer::system ||
          !service->call.workflow.empty())
        continue;
      const Step*& first = calls[step.uses.department];
      if (first == nullptr) first = &step;
    }
  };
  for (const Workflow& workflow : project.workflows) {
    note(workflow.prefill);
    note(workflow.steps);
  }
  return calls;
}

}  // namespace

void check_target_missing(const ProjectFacts& facts, Findings& findings) {
  const Project& project = facts.project;
  const std::vector<const Step*> calls = first_calls(project);
  for (const Environment& environment : project.file.environments) {
    if (facts.is_broken(environment.id.span)) continue;
    std::string missing;
    std::vector<Label> labels;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const std::string& id = project.departments[i].id.text;
      if (calls[i] == nullptr || target_of(environment, id) != nullptr)
        continue;
      missing += (missing.empty() ? "" : ", ") + id;
      labels.push_back({calls[i]->uses.text.span,
                        {"check_safety.label_calls", {{"department", id}}}});
    }
    if (missing.empty()) continue;
    findings
        .report(
            environment.id.span,
            {"check_safety.target_missing",
             {{"environment", environment.id.text}, {"departments", missing}}},
            {"check_safety.expected_targets", {}},
            {"check_safety.help_target_missing", {}})
        .labels = std::move(labels);
  }
}

}  // namespace onething::check
