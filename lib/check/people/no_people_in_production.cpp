// SPDX-License-Identifier: Apache-2.0
//
// A project without people lets whoever gives a name act. That is right for a
// trial, and not where cases are real.

#include "check/checks.h"
#include "model/environments.h"

namespace onething::check {

void check_no_people_in_production(const ProjectFacts& facts,
                                   Findings& findings) {
  const ProjectFile& file = facts.project.file;
  if (!file.people.empty()) return;
  for (const Environment& environment : file.environments) {
    if (!model::is_for_real(environment)) continue;
    if (facts.is_broken(environment.id.span)) return;
    findings.report(
        environment.id.span,
        {"check_people.no_people", {{"environment", environment.id.text}}},
        {"check_people.expected_people", {}},
        {"check_people.help_no_people", {}});
    return;
  }
}

}  // namespace onething::check
