// SPDX-License-Identifier: Apache-2.0
//
// The steps fit into the promise in weeks without holidays, and on some days of
// the published calendar they do not: days off and make-up days lie otherwise
// in the promise than in what it is made of.
//
// The same computation as `onething metrics`. Where the promise is too short on
// any day, path_over_promise says so and this says nothing.

#include <string>
#include <vector>

#include "check/checks.h"
#include "check/time/deadlines.h"
#include "check/time/path_findings.h"

namespace onething::check {

void check_missed_on_some_days(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || workflow.promises.empty()) return;
  const StepTimes times(facts);
  bool depends = false;
  for (const Promise& each : workflow.promises)
    depends = depends || times.depends_on_days(each.within.term);
  if (!depends) return;
  Situations situations(facts);
  const std::vector<Situation> list = situations.list();
  // Of more situations than can be gone through nothing is certain.
  if (!situations.is_exact()) return;
  CaseConditions conditions(facts);
  for (const DeadlineTrial& trial :
       try_deadlines(facts, times, situations, list)) {
    if (trial.missed == 0 || trial.when == nullptr) continue;
    std::size_t promise = 0;
    while (&workflow.promises[promise].within != trial.limit) ++promise;
    const CriticalPath path = critical_path(facts, conditions, promise);
    if (is_over(path.length, length_of(trial.limit->term))) continue;
    findings
        .report(trial.limit->span,
                {"check_time.missed_on_some_days",
                 {{"workflow", workflow.id.text},
                  {"promise", to_text(trial.limit->term)},
                  {"start", to_text(trial.start)},
                  {"end", to_text(trial.end)},
                  {"due", to_text(trial.due)}}},
                {"check_time.expected_on_every_day",
                 {{"missed", std::to_string(trial.missed)},
                  {"days", std::to_string(trial.days)}}},
                {"check_time.help_missed_on_some_days",
                 {{"path", times.text_of(trial.nodes)}}})
        .labels = times.labels_of(trial.nodes);
  }
}

}  // namespace onething::check
