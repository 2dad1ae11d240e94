// SPDX-License-Identifier: Apache-2.0
//
// Waiting for a step that never happens together with this one: a skipped step
// counts as settled, so that nothing is waited for.

#include "check/checks.h"
#include "check/order/pairs.h"

namespace onething::check {

void check_waits_for_other_route(const WorkflowFacts& facts,
                                 Findings& findings) {
  if (!facts.typed) return;
  const std::vector<Step>& steps = facts.workflow.steps;
  logic::Reasoner& reasoner = facts.typed->reasoner();
  const auto can_happen = [&](const Step& step) {
    return reasoner.never(reasoner.formula(step.when.ast())) !=
           logic::Answer::yes;
  };
  for (std::size_t i = 0; i < facts.waits.size(); ++i)
    for (const Wait& wait : facts.waits[i]) {
      const Step& other = steps[wait.to];
      if (wait.by_data || !never_both(facts, steps[i], other)) continue;
      // What never happens at all is a finding of its own.
      if (!can_happen(steps[i]) || !can_happen(other)) continue;
      Diagnostic& finding = findings.report(
          wait.span,
          {"check_order.other_route",
           {{"step", steps[i].id.text}, {"target", other.id.text}}},
          {"check_order.expected_same_route", {}},
          {"check_order.help_other_route", {}});
      finding.labels.push_back(
          {steps[i].when.span(),
           {"check_order.label_when", {{"step", steps[i].id.text}}}});
      finding.labels.push_back(
          {other.when.span(),
           {"check_order.label_when", {{"step", other.id.text}}}});
    }
}

}  // namespace onething::check
