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
// of different routes never meet, and what is of an earlier state is over. One
// finding for each service.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "check/checks.h"
#include "check/safety/effects.h"
#include "check/safety/routes.h"
#include "check/soundness/proved.h"
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

// Which step acts, in a workflow with states of its own, when another has
// acted already.
class Succession {
 public:
  explicit Succession(const WorkflowFacts& facts) : facts_(facts) {
    for (const LifeState& state : facts.workflow.states) {
      following_.push_back(states_after(following_.size()));
      parts_.push_back(
          {indices(state.enter), indices(state.steps), indices(state.leave)});
    }
  }

  // Whether `step` may act, or be with whoever acts, after `first` is done. A
  // state that cannot be come back to is over with what people did in it; what
  // a system is at goes on when somebody or the time ends the state.
  bool may_follow(std::size_t first, std::size_t step) const {
    bool is_of_states = false;
    for (std::size_t at = 0; at < parts_.size(); ++at)
      for (std::size_t part = 0; part < kParts; ++part) {
        if (!names(at, part, first)) continue;
        is_of_states = true;
        if (comes_after(at, part, step)) return true;
      }
    return !is_of_states || !is_named(step) || may_go_on(step);
  }

 private:
  static constexpr std::size_t kParts = 3;  // Entering, in it, leaving.
  using Parts = std::array<std::vector<std::size_t>, kParts>;

  std::vector<std::size_t> indices(const std::vector<Spelled>& names) const {
    std::vector<std::size_t> steps;
    for (const Spelled& name : names)
      steps.push_back(find_step(facts_.workflow.steps, name.text));
    return steps;
  }

  bool can_happen(std::size_t state, std::size_t event) const {
    return !facts_.proved || facts_.proved->may_fire(state, event);
  }

  std::vector<bool> states_after(std::size_t state) const {
    const std::vector<LifeState>& states = facts_.workflow.states;
    std::vector<bool> after(states.size(), false);
    std::vector<std::size_t> open = {state};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (std::size_t event = 0; event < states[at].on.size(); ++event)
        for (std::size_t to = 0; to < states.size(); ++to) {
          if (states[to].id.text != states[at].on[event].to.text || after[to] ||
              !can_happen(at, event))
            continue;
          after[to] = true;
          open.push_back(to);
        }
    }
    return after;
  }

  bool names(std::size_t state, std::size_t part, std::size_t step) const {
    const std::vector<std::size_t>& steps = parts_[state][part];
    return std::find(steps.begin(), steps.end(), step) != steps.end();
  }
  bool names(std::size_t state, std::size_t step) const {
    return names(state, 0, step) || names(state, 1, step) ||
           names(state, 2, step);
  }
  bool is_named(std::size_t step) const {
    for (std::size_t state = 0; state < parts_.size(); ++state)
      if (names(state, step)) return true;
    return false;
  }

  bool comes_after(std::size_t state, std::size_t part,
                   std::size_t step) const {
    for (std::size_t later = part; later < kParts; ++later)
      if (names(state, later, step)) return true;
    for (std::size_t to = 0; to < parts_.size(); ++to)
      if (following_[state][to] && names(to, step)) return true;
    return false;
  }

  bool may_go_on(std::size_t step) const {
    const Service* service = facts_.service_of(facts_.workflow.steps[step]);
    if (service == nullptr || service->by == Performer::person) return false;
    const std::vector<LifeState>& states = facts_.workflow.states;
    for (std::size_t state = 0; state < states.size(); ++state)
      for (std::size_t event = 0; event < states[state].on.size(); ++event)
        if (names(state, step) && can_happen(state, event) &&
            states[state].on[event].kind != StateEvent::Kind::settled)
          return true;
    return false;
  }

  const WorkflowFacts& facts_;
  std::vector<std::vector<bool>> following_;  // By state: what can come later.
  std::vector<Parts> parts_;                  // By state: steps of each part.
};

// One that may still come when `step` is done; null when none. The conditions
// are reasoned about only where their shape does not tell.
const Step* later_refusal(const WorkflowFacts& facts,
                          const std::vector<Refusal>& refusals,
                          std::size_t step, const Succession& succession,
                          std::optional<CaseConditions>& conditions) {
  const std::vector<Guard> own = guards_of(facts.workflow.steps[step].when);
  const std::vector<Step>& steps = facts.workflow.steps;
  for (const Refusal& refusal : refusals) {
    if (refusal.step == step || facts.before[step][refusal.step] ||
        exclude_each_other(own, refusal.guards) ||
        !succession.may_follow(step, refusal.step))
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
  const Succession succession(facts);
  std::set<const Service*> told;
  std::optional<CaseConditions> conditions;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Service* service = facts.service_of(steps[i]);
    if (service == nullptr || !is_lasting(*service, given[i]) ||
        facts.project.is_broken(service->id.span) || told.count(service) > 0)
      continue;
    const Step* refusal =
        later_refusal(facts, refusals, i, succession, conditions);
    if (refusal == nullptr) continue;
    told.insert(service);
    report(steps[i], *service, *refusal, findings);
  }
}

}  // namespace onething::check
