// SPDX-License-Identifier: Apache-2.0

#include "check/order/state_claims.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "model/step_service.h"

namespace onething::check {

using logic::Claim;
using logic::Known;
using logic::Reasoner;
using model::FormulaUse;
using model::Place;

namespace {

// Paths that no formula can name: they are there exactly when a condition is
// true, which also tells false from an error.
constexpr std::string_view kGuard = "(guard)";
constexpr std::string_view kCondition = "(condition)";

std::string number_of(const GuardFact& fact) {
  return std::to_string(fact.state) + "/" + std::to_string(fact.event);
}

Known there_if(const Formula& condition) {
  Known known;
  known.domain.kind = logic::Domain::Kind::other;
  known.presence.kind = logic::Presence::Kind::exactly_if;
  known.presence.conditions.push_back(&condition.ast());
  return known;
}

std::size_t find(const std::vector<Step>& steps, std::string_view id) {
  std::size_t step = 0;
  while (step < steps.size() && steps[step].id.text != id) ++step;
  return step;
}

bool overlap(const FormulaUse& a, const FormulaUse& b) {
  return std::any_of(
      a.reads.begin(), a.reads.end(), [&](const expr::Reference& one) {
        return std::any_of(b.reads.begin(), b.reads.end(),
                           [&](const expr::Reference& other) {
                             return one.root == other.root &&
                                    (one.path.empty() || other.path.empty() ||
                                     one.path.front() == other.path.front());
                           });
      });
}

// What is weaker than another, or the same, says nothing beside it.
void drop_weaker(std::vector<std::vector<Claim>>& ways) {
  const auto less = [](Claim a, Claim b) { return a.index < b.index; };
  for (std::vector<Claim>& way : ways) std::sort(way.begin(), way.end(), less);
  std::vector<std::vector<Claim>> kept;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    bool is_told = false;
    for (std::size_t j = 0; j < ways.size() && !is_told; ++j)
      is_told = i != j &&
                std::includes(ways[i].begin(), ways[i].end(), ways[j].begin(),
                              ways[j].end(), less) &&
                (ways[j].size() < ways[i].size() || j < i);
    if (!is_told) kept.push_back(ways[i]);
  }
  ways = std::move(kept);
}

Claim all_of(Reasoner& reasoner, const std::vector<Claim>& claims) {
  Claim all = claims.front();
  for (std::size_t i = 1; i < claims.size(); ++i)
    all = reasoner.both(all, claims[i]);
  return all;
}

}  // namespace

StateClaims::StateClaims(const Workflow& workflow,
                         std::span<const FormulaUse> uses, StateWays ways)
    : workflow_(workflow), uses_(uses), ways_(std::move(ways)) {}

Known StateClaims::known(logic::Path path, Known otherwise) const {
  if (path.size() != 2 || workflow_.states.empty()) return otherwise;
  if (path[0] == kCondition)
    return there_if(workflow_.steps[find(workflow_.steps, path[1])].when);
  if (path[0] == kGuard)
    for (const auto& [fact, claim] : facts_)
      if (number_of(fact) == path[1])
        return there_if(workflow_.states[fact.state].on[fact.event].when);
  // Done once does not mean that its condition is true of later data.
  if (path[0] == "steps")
    if (const std::size_t step = find(workflow_.steps, path[1]);
        step < workflow_.steps.size() && ways_.is_ever_stale(step))
      otherwise.presence.conditions.clear();
  return otherwise;
}

std::vector<std::size_t> StateClaims::steps_read(const FormulaUse& use) const {
  std::vector<std::size_t> steps;
  for (const expr::Reference& read : use.reads) {
    if (read.root != "steps" || read.path.empty()) continue;
    const std::size_t step = find(workflow_.steps, read.path.front());
    if (step < workflow_.steps.size() &&
        std::find(steps.begin(), steps.end(), step) == steps.end())
      steps.push_back(step);
  }
  return steps;
}

const FormulaUse* StateClaims::guard_use(const GuardFact& fact) const {
  const Formula& guard = workflow_.states[fact.state].on[fact.event].when;
  for (const FormulaUse& use : uses_)
    if (use.formula == &guard) return &use;
  return nullptr;
}

// Whether what the guard was about is asked here, or by the conditions of the
// steps that are read here.
bool StateClaims::concerns(const GuardFact& fact, const FormulaUse& use) const {
  const FormulaUse* guard = guard_use(fact);
  if (guard == nullptr) return false;
  if (overlap(*guard, use)) return true;
  const std::vector<std::size_t> steps = steps_read(use);
  return std::any_of(uses_.begin(), uses_.end(), [&](const FormulaUse& one) {
    if (one.place != Place::step_when) return false;
    const bool is_asked =
        (model::stands_in_step(use.place) && one.owner == use.owner) ||
        std::find(steps.begin(), steps.end(), one.owner) != steps.end();
    return is_asked && overlap(*guard, one);
  });
}

// Done exactly if its condition was true; where it may come to nothing all the
// same, that it has settled says nothing.
void StateClaims::add_done(Reasoner& reasoner, std::size_t step,
                           Claims& claims) {
  const Step& one = workflow_.steps[step];
  if (model::may_come_to_nothing(workflow_, one)) return;
  const auto found = done_.find(step);
  if (found != done_.end()) return claims.push_back(found->second);
  const std::array<std::string, 2> path = {"steps", one.id.text};
  const std::array<std::string, 2> asked = {std::string(kCondition),
                                            one.id.text};
  Claim done = reasoner.present(path);
  if (!one.when.empty())
    done = reasoner.either(reasoner.negation(reasoner.present(asked)), done);
  done_.emplace(step, done);
  claims.push_back(done);
}

Claim StateClaims::claim_of(Reasoner& reasoner, const GuardFact& fact) {
  const auto found = facts_.find(fact);
  if (found != facts_.end()) return found->second;
  // Known before it is asked for.
  facts_.emplace(fact, Claim{});
  const std::array<std::string, 2> path = {std::string(kGuard),
                                           number_of(fact)};
  Claim claim = reasoner.present(path);
  if (!fact.is_true) claim = reasoner.negation(claim);
  facts_[fact] = claim;
  return claim;
}

StateClaims::Claims StateClaims::claims_at(Reasoner& reasoner,
                                           const Standing& at,
                                           const FormulaUse& use) {
  Claims claims;
  std::vector<std::size_t> steps = steps_read(use);
  for (const GuardFact& fact : at.facts) {
    if (!concerns(fact, use)) continue;
    claims.push_back(claim_of(reasoner, fact));
    for (const std::size_t step : steps_read(*guard_use(fact)))
      if (std::find(steps.begin(), steps.end(), step) == steps.end())
        steps.push_back(step);
  }
  for (const std::size_t step : steps)
    if (at.settled[step] && !at.stale[step]) add_done(reasoner, step, claims);
  return claims;
}

void StateClaims::add(Reasoner& reasoner, const FormulaUse& use,
                      std::vector<Claim>& claims) {
  if (workflow_.states.empty()) return;
  const auto known = found_.find(use.formula);
  if (known != found_.end()) {
    claims.insert(claims.end(), known->second.begin(), known->second.end());
    return;
  }
  Claims& found = found_[use.formula];
  const std::vector<Standing> standings = ways_.at(use);
  std::vector<Claims> ways;
  for (const Standing& at : standings)
    ways.push_back(claims_at(reasoner, at, use));
  if (standings.empty()) add_settled(reasoner, use, found);
  drop_weaker(ways);
  if (ways.size() == 1) found = std::move(ways.front());
  // Of a way of which nothing is certain, nothing can be said of all.
  if (ways.size() > 1) {
    Claim any = all_of(reasoner, ways.front());
    for (std::size_t i = 1; i < ways.size(); ++i)
      any = reasoner.either(any, all_of(reasoner, ways[i]));
    found.push_back(any);
  }
  claims.insert(claims.end(), found.begin(), found.end());
}

void StateClaims::add_settled(Reasoner& reasoner, const FormulaUse& use,
                              std::vector<Claim>& claims) {
  if (workflow_.states.empty()) return;
  for (const std::size_t step : steps_read(use))
    add_done(reasoner, step, claims);
}

std::optional<std::size_t> StateClaims::state_without(const FormulaUse& use,
                                                      std::size_t step) const {
  for (const Standing& at : ways_.at(use))
    if (!at.settled[step] && at.state != unresolved) return at.state;
  return std::nullopt;
}

}  // namespace onething::check
