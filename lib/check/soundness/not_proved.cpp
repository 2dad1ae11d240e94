// SPDX-License-Identifier: Apache-2.0
//
// What could not be decided: there are too many positions, or whether a case
// can stop depends on a condition that is not understood.

#include <string>

#include "base/limits.h"
#include "check/checks.h"
#include "check/soundness/names.h"
#include "check/soundness/story.h"

namespace onething::check {

namespace {

void report_guess(const WorkflowFacts& facts, proof::PositionIndex index,
                  Findings& findings) {
  const LifeState* state = state_at(facts, index);
  if (facts.proved->found.arrivals[index].is_certain || state == nullptr)
    return;
  Diagnostic& finding = findings.report(
      state->id.span,
      {"check_soundness.not_proved", {{"state", state->id.text}}},
      {"check_soundness.expected_understood", {}},
      {"check_soundness.help_not_proved", {}});
  finding.labels = story_to(facts, index);
}

}  // namespace

void check_not_proved(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken || facts.proved == nullptr) return;
  const proof::Exploration& found = facts.proved->found;
  if (!found.is_complete)
    findings.report(facts.workflow.id.span,
                    {"check_soundness.too_many_positions",
                     {{"max", std::to_string(limits::positions_max)}}},
                    {"check_soundness.expected_fewer", {}},
                    {"check_soundness.help_too_many", {}});
  if (found.stuck) return report_guess(facts, *found.stuck, findings);
  if (found.astray) report_guess(facts, *found.astray, findings);
}

}  // namespace onething::check
