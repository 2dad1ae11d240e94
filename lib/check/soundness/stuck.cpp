// SPDX-License-Identifier: Apache-2.0
//
// A case can come to where nobody can do anything any more and it has not
// ended: a step waits for one whose work was closed, no condition holds. The
// finding is the story of how it comes there.
//
// Where a state has no events at all, state_without_exit says so.

#include "check/checks.h"
#include "check/soundness/names.h"
#include "check/soundness/story.h"

namespace onething::check {

void check_stuck(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr || !facts.proved->found.stuck) return;
  const Proved& proved = *facts.proved;
  const proof::PositionIndex index = *proved.found.stuck;
  const proof::Position& at = proved.found.positions[index];
  const LifeState* state = state_at(facts, index);
  if (!proved.found.arrivals[index].is_certain || state == nullptr) return;
  if (state->on.empty()) return;
  Diagnostic& finding = findings.report(
      state->id.span, {"check_soundness.stuck", {{"state", state->id.text}}},
      {"check_soundness.expected_way_on", {}},
      {"check_soundness.help_stuck", {}});
  finding.labels = story_to(facts, index);
  const std::optional<InVain> in_vain = waiting_in_vain(proved, at);
  if (!in_vain) return;
  const Span span = proved.of.steps[in_vain->step]->id.span;
  const std::string step = step_name(proved, in_vain->step);
  if (in_vain->step == in_vain->waits_for)
    finding.labels.push_back(
        {span, {"check_soundness.label_closed", {{"step", step}}}});
  else
    finding.labels.push_back(
        {span,
         {"check_soundness.label_in_vain",
          {{"step", step}, {"other", step_name(proved, in_vain->waits_for)}}}});
}

}  // namespace onething::check
