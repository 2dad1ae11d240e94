// SPDX-License-Identifier: Apache-2.0

#include "check/law/bases.h"

#include <set>

namespace onething::check {

std::vector<Basis> all_bases(const Project& project) {
  std::vector<Basis> out;
  for (const Department& department : project.departments)
    for (const Service& service : department.services)
      if (!service.basis.empty())
        out.push_back({service.id.text, service.basis, service.basis_span});
  for (const Workflow& workflow : project.workflows) {
    if (!workflow.basis.empty())
      out.push_back({workflow.id.text, workflow.basis, workflow.basis_span});
    for (const Material& material : workflow.materials)
      if (!material.basis.empty())
        out.push_back({material.id.text, material.basis, material.basis_span});
  }
  return out;
}

std::vector<UsedService> services_in_steps(const ProjectFacts& facts) {
  std::vector<UsedService> out;
  std::set<const Service*> seen;
  for (const Workflow& workflow : facts.project.workflows)
    for (const Step& step : workflow.steps) {
      const Service* service = facts.project.service_of(step.uses);
      if (service == nullptr || facts.is_broken(service->id.span)) continue;
      if (seen.insert(service).second) out.push_back({service, &step});
    }
  return out;
}

}  // namespace onething::check
