// SPDX-License-Identifier: Apache-2.0
//
// Two departments one after the other by `after` alone: the later one looks
// into the same application, needs nothing of the earlier one and leaves
// nothing behind that a refusal would have to take back. Side by side they
// would make the whole shorter (并联审批).
//
// Only reviews by people and readings are advised upon: for anything that
// takes effect the order may be what the law asks for.

#include <algorithm>
#include <string>
#include <vector>

#include "check/checks.h"
#include "check/reform/promised_path.h"
#include "check/safety/effects.h"
#include "check/safety/routes.h"

namespace onething::check {

namespace {

bool leaves_nothing(const Service& service, bool is_in_outcome) {
  if (is_reading(service) || service.kind == ServiceKind::review) return true;
  return service.by == Performer::person && !is_in_outcome &&
         service.kind == ServiceKind::unstated;
}

// Another wait of the same step brings it behind `wait.to` anyhow.
bool is_implied(const WorkflowFacts& facts, std::size_t step,
                const Wait& wait) {
  return std::any_of(facts.waits[step].begin(), facts.waits[step].end(),
                     [&](const Wait& other) {
                       if (&other == &wait) return false;
                       return other.to == wait.to ||
                              facts.before[other.to][wait.to];
                     });
}

bool is_advisable(const WorkflowFacts& facts, const std::vector<bool>& given,
                  std::size_t step, const Wait& wait) {
  const Step& later = facts.workflow.steps[step];
  const Step& earlier = facts.workflow.steps[wait.to];
  const Service* service = facts.service_of(later);
  if (wait.by_data || wait.to == step || service == nullptr ||
      earlier.uses.department == later.uses.department)
    return false;
  return leaves_nothing(*service, given[step]) &&
         !is_implied(facts, step, wait) &&
         !exclude_each_other(later.when, earlier.when);
}

// A wait that could be done without, if that makes the whole shorter.
struct Candidate {
  std::size_t step = 0;
  const Wait* wait = nullptr;
};

std::vector<Candidate> candidates_in(const WorkflowFacts& facts) {
  std::vector<Candidate> out;
  const std::vector<bool> given = steps_in_outcome(facts);
  for (std::size_t step = 0; step < facts.waits.size(); ++step)
    for (const Wait& wait : facts.waits[step])
      if (is_advisable(facts, given, step, wait)) out.push_back({step, &wait});
  return out;
}

void report(const WorkflowFacts& facts, const Candidate& candidate,
            std::int64_t now, std::int64_t then, Findings& findings) {
  const Step& later = facts.workflow.steps[candidate.step];
  const Step& earlier = facts.workflow.steps[candidate.wait->to];
  findings
      .report(candidate.wait->span,
              {"check_reform.serial",
               {{"later", later.id.text},
                {"earlier", earlier.id.text},
                {"now", std::to_string(now)},
                {"then", std::to_string(then)}}},
              {"check_reform.expected_parallel", {}},
              {"check_reform.help_serial", {{"earlier", earlier.id.text}}})
      .labels.push_back(
          {earlier.uses.text.span, {"check_reform.label_earlier", {}}});
}

}  // namespace

void check_serial_without_need(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken) return;
  const std::vector<Candidate> candidates = candidates_in(facts);
  if (candidates.empty()) return;
  const PromisedPath path(facts);
  const std::optional<std::int64_t> now = path.days();
  if (!now) return;
  for (const Candidate& candidate : candidates) {
    const std::optional<std::int64_t> then = path.days(candidate.wait);
    if (then && *then < *now) report(facts, candidate, *now, *then, findings);
  }
}

}  // namespace onething::check
