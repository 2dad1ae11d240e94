// SPDX-License-Identifier: Apache-2.0
//
// `before` without one of its five figures: the table of what the reform saves
// would have a gap there.

#include <string>

#include "check/checks.h"

namespace onething::check {

void check_before_incomplete(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.before) return;
  const Before& before = *workflow.before;
  std::string missing;
  const auto note = [&missing](bool is_given, std::string_view key) {
    if (is_given) return;
    if (!missing.empty()) missing += ", ";
    missing += key;
  };
  note(before.departments.has_value(), "departments");
  note(before.steps.has_value(), "steps");
  note(before.visits.has_value(), "visits");
  note(before.materials.has_value(), "materials");
  note(before.time.has_value(), "time");
  if (missing.empty()) return;
  findings.report(before.span,
                  {"check_reform.before_incomplete",
                   {{"workflow", workflow.id.text}, {"figures", missing}}},
                  {"check_reform.expected_figures", {{"figures", missing}}},
                  {"check_reform.help_before_incomplete", {}});
}

}  // namespace onething::check
