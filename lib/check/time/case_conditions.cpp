// SPDX-License-Identifier: Apache-2.0

#include "check/time/case_conditions.h"

#include <utility>

#include "base/limits.h"
#include "check/types/known.h"

namespace onething::check {

namespace {

using logic::Answer;
using logic::Claim;

// Whether each promise can be looked at together with all before it: so many
// conditions, for as many ways in which a value can lie.
bool are_few(const std::vector<Promise>& promises) {
  return promises.size() <= limits::condition_steps_max / promises.size();
}

}  // namespace

CaseConditions::CaseConditions(const WorkflowFacts& facts)
    : workflow_(facts.workflow), reasoner_([&facts](logic::Path path) {
        return known_of(facts.project, facts.workflow, path);
      }) {}

bool CaseConditions::never_together(const Step& a, const Step& b) {
  if (a.when.empty() || b.when.empty()) return false;
  return reasoner_.excludes(reasoner_.formula(a.when.ast()),
                            reasoner_.formula(b.when.ast())) == Answer::yes;
}

std::vector<Claim> CaseConditions::made(std::size_t promise) {
  std::vector<Claim> claims;
  // Without those before it more seems possible: proofs still hold.
  const std::size_t first = are_few(workflow_.promises) ? 0 : promise;
  for (std::size_t i = first; i <= promise; ++i) {
    const Formula& when = workflow_.promises[i].when;
    if (when.empty()) continue;
    const Claim claim = reasoner_.formula(when.ast());
    claims.push_back(i == promise ? claim : reasoner_.negation(claim));
  }
  return claims;
}

bool CaseConditions::never_for(const Step& step, std::size_t promise) {
  if (step.when.empty()) return false;
  return reasoner_.never(reasoner_.formula(step.when.ast()), made(promise)) ==
         Answer::yes;
}

bool CaseConditions::never_made(std::size_t promise) {
  std::vector<Claim> claims = made(promise);
  if (claims.empty()) return false;
  const Claim last = claims.back();
  claims.pop_back();
  return reasoner_.never(last, claims) == Answer::yes;
}

bool CaseConditions::leaves_out_somebody() {
  if (workflow_.promises.empty() || !are_few(workflow_.promises)) return false;
  const Formula& last = workflow_.promises.back().when;
  if (last.empty()) return false;
  std::vector<Claim> others = made(workflow_.promises.size() - 1);
  others.pop_back();
  return reasoner_.always(reasoner_.formula(last.ast()), others) == Answer::no;
}

std::string CaseConditions::witness() const {
  std::string text;
  for (const auto& [path, value] : reasoner_.witness()) {
    if (!text.empty()) text += ", ";
    text += value.empty() ? "!has(" + path + ")" : path + " == " + value;
  }
  return text;
}

}  // namespace onething::check
