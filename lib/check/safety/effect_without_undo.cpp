// SPDX-License-Identifier: Apache-2.0
//
// A step changes something at a department, its service has no `undo`, and
// afterwards (or meanwhile) another step can still be refused: the case then
// ends denied and what was changed stays changed.
//
// Can be refused: what a person does, and what has a statutory limit, which is
// a decision under the law; not where the workflow goes on all the same. An
// effect: a system call that is no reading; of a person's work only what the
// applicant is given in the end, for an opinion need not be taken back. Steps
// of different routes never meet. One finding for each service.

#include <algorithm>

#include "check/checks.h"
#include "check/safety/effects.h"
#include "check/safety/routes.h"

namespace onething::check {

namespace {

bool is_lasting(const WorkflowFacts& facts, const Step& step,
                const Service& service) {
  if (!service.undo.empty() || is_reading(service)) return false;
  if (service.kind == ServiceKind::notice ||
      service.kind == ServiceKind::review)
    return false;
  return service.by == Performer::system || is_in_outcome(facts, step);
}

bool can_be_refused(const Step& step, const Service& service) {
  if (step.on_refused == OnRefused::go_on) return false;
  if (service.kind == ServiceKind::notice) return false;
  return service.by == Performer::person || service.statutory.has_value();
}

// A step that may still be refused when `step` is done; null when none.
const Step* later_refusal(const WorkflowFacts& facts, std::size_t step) {
  const std::vector<Step>& steps = facts.workflow.steps;
  for (std::size_t other = 0; other < steps.size(); ++other) {
    if (other == step || facts.before[step][other]) continue;
    const Service* service = facts.service_of(steps[other]);
    if (service == nullptr || !can_be_refused(steps[other], *service)) continue;
    if (exclude_each_other(steps[step].when, steps[other].when)) continue;
    return &steps[other];
  }
  return nullptr;
}

}  // namespace

void check_effect_without_undo(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken) return;
  const std::vector<Step>& steps = facts.workflow.steps;
  std::vector<const Service*> told;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Service* service = facts.service_of(steps[i]);
    if (service == nullptr || !is_lasting(facts, steps[i], *service)) continue;
    if (facts.project.is_broken(service->id.span)) continue;
    if (std::find(told.begin(), told.end(), service) != told.end()) continue;
    const Step* refusal = later_refusal(facts, i);
    if (refusal == nullptr) continue;
    told.push_back(service);
    Diagnostic& diagnostic =
        findings.report(steps[i].uses.text.span,
                        {"check_safety.effect_without_undo",
                         {{"step", steps[i].id.text},
                          {"service", steps[i].uses.text.text},
                          {"refusal", refusal->id.text}}},
                        {"check_safety.expected_undo", {}},
                        {"check_safety.help_effect_without_undo",
                         {{"service", service->id.text}}});
    diagnostic.labels.push_back(
        {refusal->id.span,
         {"check_safety.label_refusal", {{"step", refusal->id.text}}}});
    diagnostic.labels.push_back(
        {service->id.span, {"check_safety.label_no_undo", {}}});
  }
}

}  // namespace onething::check
