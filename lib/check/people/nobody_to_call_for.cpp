// SPDX-License-Identifier: Apache-2.0
//
// A step that acts only when somebody calls for it, in a project whose people
// are named, and the policy lets none of them: it never acts.

#include <algorithm>
#include <string>

#include "check/checks.h"
#include "model/offices.h"
#include "onething/policy.h"

namespace onething::check {

namespace {

// As a case of this workflow is asked about (engine/people/permission.cpp).
Subject subject_of(const WorkflowFacts& facts) {
  const Workflow& workflow = facts.workflow;
  Subject subject;
  subject.lead = workflow.lead.text;
  subject.departments = {workflow.lead.text, workflow.fallback_department.text};
  for (const Office* office : model::offices(workflow))
    subject.departments.push_back(office->department.text);
  for (const auto* steps : {&workflow.prefill, &workflow.steps})
    for (const Step& step : *steps)
      if (const Department* department = facts.department_of(step))
        subject.departments.push_back(department->id.text);
  return subject;
}

bool may_call(const Person& person, const Subject& subject) {
  Actor actor;
  actor.id = person.id.text;
  if (!person.channels.empty()) actor.channel = person.channels.front();
  actor.standing = standing_of(person);
  return !why_not(actor, Act::call_for, subject);
}

}  // namespace

void check_nobody_to_call_for(const WorkflowFacts& facts, Findings& findings) {
  const std::vector<Person>& people = facts.project.project.file.people;
  if (people.empty()) return;
  const Subject subject = subject_of(facts);
  if (std::any_of(people.begin(), people.end(), [&](const Person& person) {
        return may_call(person, subject);
      }))
    return;
  for (const Step& step : facts.workflow.steps)
    if (step.ad_hoc)
      findings.report(step.id.span,
                      {"check_people.nobody_calls", {{"step", step.id.text}}},
                      {"check_people.expected_caller", {}},
                      {"check_people.help_caller", {{"lead", subject.lead}}});
}

}  // namespace onething::check
