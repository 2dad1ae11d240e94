// SPDX-License-Identifier: Apache-2.0
//
// The whole is promised for much later than the departments' own promises add
// up to: at least twice, and by a week. Where a document may follow later the
// promise has to leave room for it, and for the time that a case stays in the
// workflow's own states.

#include <algorithm>
#include <string>

#include "check/checks.h"
#include "check/reform/promised_path.h"
#include "check/time/path_findings.h"
#include "check/time/paused_states.h"

namespace onething::check {

void check_promise_is_slack(const WorkflowFacts& facts, Findings& findings) {
  constexpr std::int64_t week = 5;
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || workflow.steps.empty() ||
      workflow.promises.size() != 1)
    return;
  const Limit& promise = workflow.promises[0].within;
  if (promise.term.unit != TermUnit::working_days) return;
  const bool has_time_for_documents =
      std::any_of(workflow.materials.begin(), workflow.materials.end(),
                  [](const Material& one) { return one.tolerate.has_value(); });
  if (has_time_for_documents) return;
  const std::optional<Length> stay = stays(workflow);
  if (!stay) return;
  const auto is_slack = [&promise, &stay](std::int64_t days) {
    const std::int64_t count = promise.term.count - stay->days;
    return count >= 2 * days && count - days >= week;
  };
  const std::optional<std::int64_t> estimate = PromisedPath(facts).days();
  if (!estimate || !is_slack(*estimate)) return;
  CaseConditions conditions(facts);
  const CriticalPath path = critical_path(facts, conditions, 0);
  const std::int64_t days = std::max<std::int64_t>(
      path.length.days + (path.length.seconds > 0 ? 1 : 0), 1);
  if (path.has_unknown || !path.is_exact || !is_slack(days)) return;
  Diagnostic& diagnostic = findings.report(
      promise.span,
      {"check_reform.promise_is_slack",
       {{"workflow", workflow.id.text},
        {"promise", to_text(promise.term)},
        {"days", std::to_string(days)}}},
      {"check_reform.expected_shorter", {}},
      {"check_reform.help_promise_is_slack", {{"days", std::to_string(days)}}});
  add_path_labels(path, diagnostic);
}

}  // namespace onething::check
