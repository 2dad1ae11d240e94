// SPDX-License-Identifier: Apache-2.0
//
// A figure computed from the file is higher than the one of the time before:
// the reform made it worse, or the old figure was counted otherwise
// (《优化营商环境条例》第三十五条: fewer steps, fewer materials, less time).

#include <string>

#include "check/checks.h"
#include "check/reform/after_figures.h"
#include "check/reform/counts.h"

namespace onething::check {

namespace {

class Comparison {
 public:
  Comparison(const Workflow& workflow, Findings& findings)
      : workflow_(workflow), findings_(findings) {}

  void count(Message figure, std::optional<std::int64_t> before,
             std::int64_t after, Span span, Message help) {
    if (!before || after <= *before) return;
    report(std::move(figure), std::to_string(*before), std::to_string(after),
           span, std::move(help));
  }

  // A working day is a day or more; other units cannot be compared.
  void time(std::optional<Term> before, std::optional<Term> after, Span span) {
    if (!before || !after || after->count <= before->count) return;
    const bool comparable =
        before->unit == after->unit || (before->unit == TermUnit::days &&
                                        after->unit == TermUnit::working_days);
    if (comparable)
      report({"check_reform.figure_time", {}}, to_text(*before),
             to_text(*after), span, {"check_reform.help_worse_time", {}});
  }

 private:
  void report(Message figure, std::string before, std::string after, Span span,
              Message help) {
    findings_.report(span,
                     {"check_reform.worse",
                      {{"workflow", workflow_.id.text},
                       {"figure", std::move(figure)},
                       {"before", std::move(before)},
                       {"after", after}}},
                     {"check_reform.expected_more", {{"after", after}}},
                     std::move(help));
  }

  const Workflow& workflow_;
  Findings& findings_;
};

std::string names_of_faced_steps(const WorkflowFacts& facts) {
  std::string names;
  for (const Step& step : facts.workflow.steps) {
    const Service* service = facts.service_of(step);
    if (service != nullptr && faces_applicant(*service))
      names += (names.empty() ? "" : ", ") + step.id.text;
  }
  return names;
}

bool may_be_worse(const Before& before, const AfterFigures& most) {
  return most.departments > before.departments.value_or(most.departments) ||
         most.steps > before.steps.value_or(most.steps) ||
         most.visits > before.visits.value_or(most.visits) ||
         most.materials_max > before.materials.value_or(most.materials_max);
}

}  // namespace

void check_worse_than_before(const WorkflowFacts& facts, Findings& findings) {
  const Workflow& workflow = facts.workflow;
  if (facts.is_broken || !workflow.before) return;
  const Before& before = *workflow.before;
  const AfterFigures most = figures_at_most(facts);
  Comparison comparison(workflow, findings);
  comparison.time(before.time, most.time, before.time_span);
  if (!may_be_worse(before, most)) return;
  const AfterFigures after = after_figures(facts);
  // Of more situations than can be gone through nothing is certain.
  if (!after.is_exact) return;
  const std::string steps = names_of_faced_steps(facts);
  comparison.count({"check_reform.figure_departments", {}}, before.departments,
                   after.departments, before.departments_span,
                   {"check_reform.help_worse_departments", {{"steps", steps}}});
  comparison.count({"check_reform.figure_steps", {}}, before.steps, after.steps,
                   before.steps_span,
                   {"check_reform.help_worse_steps", {{"steps", steps}}});
  comparison.count({"check_reform.figure_visits", {}}, before.visits,
                   after.visits, before.visits_span,
                   {"check_reform.help_worse_visits", {}});
  comparison.count({"check_reform.figure_materials", {}}, before.materials,
                   after.materials_max, before.materials_span,
                   {"check_reform.help_worse_materials", {}});
}

}  // namespace onething::check
