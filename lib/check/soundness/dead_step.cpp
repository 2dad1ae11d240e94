// SPDX-License-Identifier: Apache-2.0
//
// A step that acts in no case: its condition never holds where it is asked, or
// no case is ever in a state of which it is.
//
// A condition that is never true by itself, and a state to which no case comes,
// are findings of their own.

#include <algorithm>

#include "check/checks.h"
#include "check/soundness/names.h"

namespace onething::check {

namespace {

bool is_never_true(const WorkflowFacts& facts, const Step& step) {
  return std::any_of(facts.idle.begin(), facts.idle.end(),
                     [&](const Idle& one) {
                       return !one.truth && !one.is_part &&
                              facts.formulas[one.use].formula == &step.when;
                     });
}

// Only in states to which no case comes.
bool is_of_dead_places(const Proved& proved, proof::Index step) {
  bool is_of_any = false;
  for (proof::Index place = 0; place < proved.of.net.places.size(); ++place) {
    if (!proved.shape.is_named_by[place][step]) continue;
    if (!proved.never_entered(place)) return false;
    is_of_any = true;
  }
  return is_of_any;
}

}  // namespace

void check_dead_step(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr) return;
  const Proved& proved = *facts.proved;
  for (proof::Index i = 0; i < proved.of.steps.size(); ++i) {
    const Step& step = *proved.of.steps[i];
    if (!proved.never_begins(i) || is_never_true(facts, step) ||
        is_of_dead_places(proved, i))
      continue;
    Diagnostic& finding = findings.report(
        step.id.span,
        {"check_soundness.dead_step", {{"step", step_name(proved, i)}}},
        {"check_soundness.expected_begins", {}},
        {"check_soundness.help_dead_step", {}});
    if (!step.when.empty())
      finding.labels.push_back(
          {step.when.span(), {"check_soundness.label_never_true", {}}});
    for (proof::Index place = 0; place < proved.of.net.places.size(); ++place)
      if (proved.shape.is_named_by[place][i] &&
          facts.workflow.states[place].end != LifeState::End::none)
        finding.labels.push_back({facts.workflow.states[place].id.span,
                                  {"check_soundness.label_end_state", {}}});
  }
}

}  // namespace onething::check
