// SPDX-License-Identifier: Apache-2.0
//
// The department answers later, cannot be asked, and promises no day: if it
// forgets, nobody is ever told.

#include <vector>

#include "check/checks.h"
#include "check/safety/ways_out.h"

namespace onething::check {

namespace {

bool is_never_missed(const Service& service) {
  return service.by == Performer::system && service.call.answers_later &&
         !service.call.query && !service.promised;
}

// What makes it answer later: a word of its own, or that it goes by folders.
Span reason_of(const Service& service) {
  const Span& later = service.call.answers_later_span;
  return later == Span() ? service.call.span : later;
}

// `before`: so many steps come before these.
void look_at(const WorkflowFacts& facts, const std::vector<Step>& steps,
             std::size_t before, Findings& findings) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    const Service* service = facts.service_of(step);
    if (service == nullptr || step.within || !is_never_missed(*service))
      continue;
    const Standstill standstill = standstill_at(facts, before + i);
    if (!standstill.is_possible) continue;
    Diagnostic& finding = findings.report(
        step.id.span,
        {"check_safety.answer_never_missed",
         {{"step", step.id.text}, {"service", step.uses.text.text}}},
        {"check_safety.expected_way_out", {}},
        {"check_safety.help_answer_never_missed", {}});
    finding.labels.push_back(
        {reason_of(*service), {"check_safety.label_answers_later", {}}});
    if (standstill.state != nullptr)
      finding.labels.push_back(
          {standstill.state->id.span, {"check_safety.label_standstill", {}}});
  }
}

}  // namespace

void check_answer_never_missed(const WorkflowFacts& facts, Findings& findings) {
  look_at(facts, facts.workflow.prefill, 0, findings);
  look_at(facts, facts.workflow.steps, facts.workflow.prefill.size(), findings);
}

}  // namespace onething::check
