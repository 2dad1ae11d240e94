// SPDX-License-Identifier: Apache-2.0

#include "check/privacy/recipients.h"

#include <algorithm>

namespace onething::check {

std::vector<PersonalFlow> personal_flows(const WorkflowFacts& facts) {
  std::vector<PersonalFlow> out;
  if (facts.is_broken) return out;
  for (const Flow& flow : facts.flows) {
    if (flow.from.sensitivity() < Sensitivity::personal) continue;
    PersonalFlow personal;
    personal.flow = &flow;
    if (flow.step != unresolved) {
      const std::vector<Step>& steps =
          flow.to_prefill ? facts.workflow.prefill : facts.workflow.steps;
      personal.step = &steps[flow.step];
      personal.service = facts.service_of(*personal.step);
      if (facts.project.is_broken(personal.service->id.span)) continue;
    }
    out.push_back(personal);
  }
  return out;
}

std::string paths_of(const Workflow& workflow,
                     const std::vector<const Flow*>& flows) {
  std::vector<std::string> paths;
  for (const Flow* flow : flows) {
    std::string path = flow->from.path(workflow);
    if (std::find(paths.begin(), paths.end(), path) == paths.end())
      paths.push_back(std::move(path));
  }
  std::string text;
  for (const std::string& path : paths)
    text += (text.empty() ? "" : ", ") + path;
  return text;
}

}  // namespace onething::check
