// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第四十二条: a limit can be extended by ten working days where
// one department decides, by fifteen where several handle a case together.

#include <algorithm>

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

namespace {

bool is_joint(const Workflow& workflow) {
  const auto& steps = workflow.steps;
  return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
    return step.uses.department != steps.front().uses.department;
  });
}

}  // namespace

void check_extension_too_long(const WorkflowFacts& facts, Findings& findings) {
  const auto& extension = facts.workflow.clocks.extension;
  if (!extension || facts.is_broken) return;
  const bool joint = is_joint(facts.workflow);
  const Term most = {joint ? 15 : 10, TermUnit::working_days};
  if (!is_over(extension->term, most)) return;
  findings.report(
      extension->span,
      {"check_time.extension_too_long", {{"limit", to_text(extension->term)}}},
      {"check_time.expected_at_most", {{"most", to_text(most)}}},
      joint ? Message{"check_time.help_extension_joint", {}}
            : Message{"check_time.help_extension_single", {}});
}

}  // namespace onething::check
