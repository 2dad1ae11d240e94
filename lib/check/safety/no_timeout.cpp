// SPDX-License-Identifier: Apache-2.0
//
// How long to wait for an answer is left to the program (ten seconds), although
// only the department knows how long its system takes. One finding for each
// environment.

#include <string>
#include <utility>
#include <vector>

#include "check/checks.h"

namespace onething::check {

namespace {

bool lacks_timeout(const Target& target) {
  return target.kind != Target::Kind::stub &&
         target.kind != Target::Kind::file && !target.timeout;
}

}  // namespace

void check_no_timeout(const ProjectFacts& facts, Findings& findings) {
  for (const Environment& environment : facts.project.file.environments) {
    if (facts.is_broken(environment.id.span)) continue;
    const Target* first = nullptr;
    std::string names;
    std::vector<Label> labels;
    for (const Target& target : environment.targets) {
      if (!lacks_timeout(target)) continue;
      names += (names.empty() ? "" : ", ") + target.department;
      if (first == nullptr)
        first = &target;
      else
        labels.push_back({target.span, {"check_safety.label_no_timeout", {}}});
    }
    if (first == nullptr) continue;
    findings
        .report(
            first->span,
            {"check_safety.no_timeout",
             {{"departments", names}, {"environment", environment.id.text}}},
            {"check_safety.expected_timeout", {}},
            {"check_safety.help_no_timeout", {}})
        .labels = std::move(labels);
  }
}

}  // namespace onething::check
