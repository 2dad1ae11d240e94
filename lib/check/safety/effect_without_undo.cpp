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

#include <optional>
#include <set>
#include <vector>

#include "check/checks.h"
#include "check/safety/effects.h"
#include "check/safety/routes.h"
#include "check/time/case_conditions.h"

namespace onething::check {

namespace {

bool is_lasting(const Service& service, bool is_in_outcome) {
  if (!service.undo.empty() || is_reading(service)) return false;
  if (service.kind == ServiceKind::notice ||
      service.kind == ServiceKind::review)
    return false;
  return service.by == Performer::system || is_in_outcome;
}

bool can_be_refused(const Step& step, const Service& service) {
  if (step.on_refused == OnRefused::go_on) return false;
  if (service.kind == ServiceKind::notice) return false;
  return service.by == Performer::person || service.statutory.has_value();
}

// A step that can be refused, and when it happens.
struct Refusal {
  std::size_t step = 0;
  std::vector<Guard> guards;
};

std::vector<Refusal> refusals_in(const WorkflowFacts& facts) {
  std::vector<Refusal> refusals;
  const std::vector<Step>& steps = facts.workflow.steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Service* service = facts.service_of(steps[i]);
    if (service != nullptr && can_be_refused(steps[i], *service))
      refusals.push_back({i, guards_of(steps[i].when)});
  }
  return refusals;
}

// One that may still come when `step` is done; null when none. The conditions
// are reasoned about only where their shape does not tell.
const Step* later_refusal(const WorkflowFacts& facts,
                          const std::vector<Refusal>& refusals,
                          std::size_t step,
                          std::optional<CaseConditions>& conditions) {
  const std::vector<Guard> own = guards_of(facts.workflow.steps[step].when);
  const std::vector<Step>& steps = facts.workflow.steps;
  for (const Refusal& refusal : refusals) {
    if (refusal.step == step || facts.before[step][refusal.step] ||
        exclude_each_other(own, refusal.guards))
      continue;
    if (!conditions) conditions.emplace(facts);
    if (!conditions->never_together(steps[step], steps[refusal.step]))
      return &steps[refusal.step];
  }
  return nullptr;
}

void report(const Step& step, const Service& service, const Step& refusal,
            Findings& findings) {
  Diagnostic& diagnostic =
      findings.report(step.uses.text.span,
                      {"check_safety.effect_without_undo",
                       {{"step", step.id.text},
                        {"service", step.uses.text.text},
                        {"refusal", refusal.id.text}}},
                      {"check_safety.expected_undo", {}},
                      {"check_safety.help_effect_without_undo",
                       {{"service", service.id.text}}});
  diagnostic.labels.push_back(
      {refusal.id.span,
       {"check_safety.label_refusal", {{"step", refusal.id.text}}}});
  diagnostic.labels.push_back(
      {service.id.span, {"check_safety.label_no_undo", {}}});
}

}  // namespace

void check_effect_without_undo(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken) return;
  const std::vector<Refusal> refusals = refusals_in(facts);
  if (refusals.empty()) return;
  const std::vector<Step>& steps = facts.workflow.steps;
  const std::vector<bool> given = steps_in_outcome(facts);
  std::set<const Service*> told;
  std::optional<CaseConditions> conditions;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Service* service = facts.service_of(steps[i]);
    if (service == nullptr || !is_lasting(*service, given[i]) ||
        facts.project.is_broken(service->id.span) || told.count(service) > 0)
      continue;
    const Step* refusal = later_refusal(facts, refusals, i, conditions);
    if (refusal == nullptr) continue;
    told.insert(service);
    report(steps[i], *service, *refusal, findings);
  }
}

}  // namespace onething::check
