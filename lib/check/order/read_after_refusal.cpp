// SPDX-License-Identifier: Apache-2.0
//
// A step that may be refused while the case goes on, or that the fallback team
// may leave out, has no output then.

#include "check/checks.h"
#include "check/types/conditions.h"

namespace onething::check {

namespace {

// Left out when others suffice, when it is late, or unless it is called for.
void report_needless(const WorkflowFacts& facts, const Absence& absence,
                     Findings& findings) {
  const Step& producer = facts.workflow.steps[absence.step];
  Diagnostic& finding = findings.report(
      absence.span,
      {"check_order.read_when_needless",
       {{"owner", owner_of(facts.workflow, facts.formulas[absence.use])},
        {"path", absence.path},
        {"step", producer.id.text}}},
      {"check_order.expected_guard", {}},
      {"check_order.help_guard", {{"guarded", absence.guarded}}});
  finding.labels.push_back(
      {producer.id.span, {"check_order.label_needless", {}}});
}

}  // namespace

void check_read_after_refusal(const WorkflowFacts& facts, Findings& findings) {
  for (const Absence& absence : facts.absences) {
    if (absence.why != Absence::Why::no_output) continue;
    const FormulaUse& use = facts.formulas[absence.use];
    const Step& producer = facts.workflow.steps[absence.step];
    const bool may_end = producer.on_refused == OnRefused::go_on;
    if (!producer.may_skip && !may_end) {
      report_needless(facts, absence, findings);
      continue;
    }
    Diagnostic& finding = findings.report(
        absence.span,
        {producer.may_skip ? "check_order.read_after_skip"
                           : "check_order.read_after_refusal",
         {{"owner", owner_of(facts.workflow, use)},
          {"path", absence.path},
          {"step", producer.id.text}}},
        {"check_order.expected_guard", {}},
        {"check_order.help_guard", {{"guarded", absence.guarded}}});
    finding.labels.push_back({producer.id.span,
                              {producer.may_skip ? "check_order.label_may_skip"
                                                 : "check_order.label_goes_on",
                               {}}});
  }
}

}  // namespace onething::check
