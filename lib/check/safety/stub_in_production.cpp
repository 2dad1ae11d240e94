// SPDX-License-Identifier: Apache-2.0
//
// A department that only pretends, beside real ones: the others would act on
// answers that nobody gave. An environment for practice may mix as it likes.

#include <algorithm>

#include "check/checks.h"
#include "check/safety/environments.h"

namespace onething::check {

void check_stub_in_production(const ProjectFacts& facts, Findings& findings) {
  for (const Environment& environment : facts.project.file.environments) {
    if (is_for_practice(environment)) continue;
    const auto& targets = environment.targets;
    const bool has_real = std::any_of(
        targets.begin(), targets.end(),
        [](const Target& target) { return target.kind != Target::Kind::stub; });
    if (!has_real && !is_for_real(environment)) continue;
    for (const Target& target : targets)
      if (target.kind == Target::Kind::stub)
        findings.report(
            target.span,
            {"check_safety.stub_in_production",
             {department_arg(target), {"environment", environment.id.text}}},
            {"check_safety.expected_real_target", {}},
            {"check_safety.help_stub_in_production", {}});
  }
}

}  // namespace onething::check
