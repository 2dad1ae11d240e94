// SPDX-License-Identifier: Apache-2.0
//
// 《行政许可法》第四十二条: licences of several departments handled together
// take no more than forty-five working days.

#include <algorithm>
#include <string>
#include <vector>

#include "check/checks.h"
#include "check/time/path_findings.h"

namespace onething::check {

namespace {

constexpr Term most = {45, TermUnit::working_days};

std::size_t licensing_departments(const WorkflowFacts& facts) {
  std::vector<std::size_t> departments;
  for (const Step& step : facts.workflow.steps) {
    const Service* service = facts.service_of(step);
    if (service != nullptr && service->kind == ServiceKind::licence)
      departments.push_back(step.uses.department);
  }
  std::sort(departments.begin(), departments.end());
  return static_cast<std::size_t>(
      std::unique(departments.begin(), departments.end()) -
      departments.begin());
}

void report(const WorkflowFacts& facts, Findings& findings, Span span,
            std::size_t departments, Term found) {
  findings.report(span,
                  {"check_time.joint_over_45",
                   {{"workflow", facts.workflow.id.text},
                    {"count", std::to_string(departments)},
                    {"limit", to_text(found)}}},
                  {"check_time.expected_at_most", {{"most", to_text(most)}}},
                  {"check_time.help_joint_over_45", {}});
}

}  // namespace

void check_joint_over_45(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken) return;
  const std::size_t departments = licensing_departments(facts);
  if (departments < 2) return;
  if (workflow.statutory && is_over(workflow.statutory->term, most))
    return report(facts, findings, workflow.statutory->span, departments,
                  workflow.statutory->term);
  for (const Promise& promise : workflow.promises)
    if (is_over(promise.within.term, most))
      return report(facts, findings, promise.within.span, departments,
                    promise.within.term);
  // With either limit stated, the checks of the path have said it.
  if (workflow.statutory || !workflow.promises.empty()) return;
  CaseConditions conditions(facts);
  const CriticalPath path = critical_path(facts, conditions);
  if (is_over(path.length, length_of(most)))
    report(facts, findings, workflow.id.span, departments,
           term_of(path.length));
}

}  // namespace onething::check
