// SPDX-License-Identifier: Apache-2.0
//
// The program of `exec` is named by its whole path: no search path is looked
// through and the folder of the work is not known. The connector refuses any
// other.

#include "check/checks.h"
#include "check/safety/environments.h"

namespace onething::check {

void check_relative_program(const ProjectFacts& facts, Findings& findings) {
  for (const Environment& environment : facts.project.file.environments)
    for (const Target& target : environment.targets) {
      if (target.argv.empty() || target.argv_spans.empty()) continue;
      const std::string& program = target.argv[0];
      if (program.empty() || program.starts_with('/')) continue;
      findings.report(target.argv_spans[0],
                      {"check_safety.relative_program",
                       {department_arg(target), {"program", program}}},
                      {"check_safety.expected_absolute", {}},
                      {"check_safety.help_relative_program", {}});
    }
}

}  // namespace onething::check
