// SPDX-License-Identifier: Apache-2.0
//
// A state that pauses the clock and that nothing leads out of after a time: the
// promise can be put off for as long as anybody likes. Steps that only wait, or
// are left out when they are late, bring it to an end as `after` does.

#include <algorithm>

#include "check/checks.h"

namespace onething::check {

namespace {

bool has_limit(const Workflow& workflow, const Spelled& name) {
  const std::size_t index = find_step(workflow.steps, name.text);
  if (index == unresolved) return false;
  const Step& step = workflow.steps[index];
  return step.ad_hoc || step.wait ||
         (step.within && step.on_late != OnLate::attention);
}

// All its steps settle within a time, and then it is left.
bool is_left_when_settled(const Workflow& workflow, const LifeState& state) {
  const auto have_limits = [&](const std::vector<Spelled>& steps) {
    return std::all_of(steps.begin(), steps.end(), [&](const Spelled& name) {
      return has_limit(workflow, name);
    });
  };
  return have_limits(state.enter) && have_limits(state.steps) &&
         std::any_of(state.on.begin(), state.on.end(),
                     [](const StateEvent& event) {
                       return event.kind == StateEvent::Kind::settled &&
                              event.when.empty();
                     });
}

}  // namespace

void check_pause_never_ends(const WorkflowFacts& facts, Findings& findings) {
  for (const LifeState& state : facts.workflow.states) {
    if (!state.pauses_clock || state.end != LifeState::End::none) continue;
    const bool has_timer =
        std::any_of(state.on.begin(), state.on.end(),
                    [](const StateEvent& event) { return !!event.after; });
    if (has_timer || is_left_when_settled(facts.workflow, state)) continue;
    findings.report(state.id.span,
                    {"check_time.pause_never_ends", {{"state", state.id.text}}},
                    {"check_time.expected_end_of_pause", {}},
                    {"check_time.help_pause_never_ends", {}});
  }
}

}  // namespace onething::check
