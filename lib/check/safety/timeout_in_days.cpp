// SPDX-License-Identifier: Apache-2.0
//
// A call waits seconds, minutes or at most hours; a timeout in days or working
// days is a department's time limit in the wrong place, and would be ignored.

#include "check/checks.h"
#include "check/safety/environments.h"

namespace onething::check {

void check_timeout_in_days(const ProjectFacts& facts, Findings& findings) {
  for (const Environment& environment : facts.project.file.environments)
    for (const Target& target : environment.targets) {
      if (!target.timeout) continue;
      const TermUnit unit = target.timeout->unit;
      if (unit != TermUnit::days && unit != TermUnit::working_days) continue;
      findings.report(
          target.timeout_span,
          {"check_safety.timeout_in_days",
           {department_arg(target), {"timeout", to_text(*target.timeout)}}},
          {"check_safety.expected_seconds", {}},
          {"check_safety.help_timeout_in_days", {}});
    }
}

}  // namespace onething::check
