// SPDX-License-Identifier: Apache-2.0
//
// How long to wait for an answer is left to the program (ten seconds), although
// only the department knows how long its system takes.

#include "check/checks.h"
#include "check/safety/environments.h"

namespace onething::check {

void check_no_timeout(const ProjectFacts& facts, Findings& findings) {
  for (const Environment& environment : facts.project.file.environments)
    for (const Target& target : environment.targets) {
      if (target.kind == Target::Kind::stub || target.timeout) continue;
      if (facts.is_broken(target.span)) continue;
      findings.report(
          target.span,
          {"check_safety.no_timeout",
           {department_arg(target), {"environment", environment.id.text}}},
          {"check_safety.expected_timeout", {}},
          {"check_safety.help_no_timeout", {}});
    }
}

}  // namespace onething::check
