// SPDX-License-Identifier: Apache-2.0
//
// Steps of which none may be done by whoever did another (not_by), and however
// their tasks are given out, somebody would have to do two.
//
// Asked only where the project names people. One person for both of two steps,
// and nobody for one, are findings of their own. Bounded: where there are too
// many ways to give the tasks out, nothing is said.

#include <algorithm>
#include <string>

#include "check/checks.h"
#include "check/order/pairs.h"
#include "check/people/candidates.h"

namespace onething::check {

namespace {

struct Work {
  std::size_t step = 0;
  std::vector<const Person*> able;
};

bool excludes(const WorkflowFacts& facts, std::size_t a, std::size_t b) {
  const std::vector<Step>& steps = facts.workflow.steps;
  const auto names = [&](std::size_t one, std::size_t other) {
    return std::any_of(
        steps[one].not_by.begin(), steps[one].not_by.end(),
        [&](const Spelled& each) { return each.text == steps[other].id.text; });
  };
  return (names(a, b) || names(b, a)) && !never_both(facts, steps[a], steps[b]);
}

// Gives out the tasks one after the other and turns back where nobody is left.
class Assignment {
 public:
  explicit Assignment(const WorkflowFacts& facts) : facts_(facts) {}

  bool exists(const std::vector<Work>& works) {
    given_.assign(works.size(), nullptr);
    return give(works, 0);
  }
  bool is_given_up() const { return tries_ > kTriesMax; }

 private:
  static constexpr std::size_t kTriesMax = 20'000;

  // As deep as there are steps with not_by.
  bool give(const std::vector<Work>& works, std::size_t next) {
    if (next == works.size() || ++tries_ > kTriesMax) return true;
    for (const Person* person : works[next].able) {
      bool is_free = true;
      for (std::size_t i = 0; i < next && is_free; ++i)
        is_free = given_[i] != person ||
                  !excludes(facts_, works[i].step, works[next].step);
      if (!is_free) continue;
      given_[next] = person;
      if (give(works, next + 1)) return true;
    }
    return false;
  }

  const WorkflowFacts& facts_;
  std::vector<const Person*> given_;
  std::size_t tries_ = 0;
};

std::vector<Work> works_of(const WorkflowFacts& facts) {
  const std::vector<Step>& steps = facts.workflow.steps;
  std::vector<Work> works;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    std::vector<const Person*> able = candidates(facts, steps[i]);
    bool is_bound = false;
    for (std::size_t other = 0; other < steps.size() && !is_bound; ++other)
      is_bound = other != i && excludes(facts, i, other);
    if (is_bound && !able.empty()) works.push_back({i, std::move(able)});
  }
  return works;
}

// Two steps and one person: one_person_for_both has said it.
bool is_a_pair(const std::vector<Work>& works) {
  return works.size() == 2 && works[0].able.size() == 1 &&
         works[0].able == works[1].able;
}

}  // namespace

void check_no_assignment(const WorkflowFacts& facts, Findings& findings) {
  if (facts.project.project.file.people.empty() || !facts.typed) return;
  std::vector<Work> works = works_of(facts);
  Assignment assignment(facts);
  if (works.size() < 2 || assignment.exists(works)) return;
  // Those that do not matter are left away, one after the other.
  for (std::size_t i = works.size(); i > 0; --i) {
    std::vector<Work> fewer = works;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i - 1));
    if (!assignment.exists(fewer)) works = std::move(fewer);
  }
  if (assignment.is_given_up() || is_a_pair(works)) return;
  const std::vector<Step>& steps = facts.workflow.steps;
  std::string names;
  for (const Work& work : works)
    names += (names.empty() ? "" : ", ") + steps[work.step].id.text;
  const Step& last = steps[works.back().step];
  Diagnostic& finding = findings.report(
      last.not_by.empty() ? last.id.span : last.not_by.front().span,
      {"check_soundness.no_assignment", {{"steps", names}}},
      {"check_soundness.expected_assignment", {}},
      {"check_soundness.help_no_assignment", {}});
  for (const Work& work : works) {
    std::string able;
    for (const Person* person : work.able)
      able += (able.empty() ? "" : ", ") + person->id.text;
    finding.labels.push_back(
        {steps[work.step].id.span,
         {"check_soundness.label_able", {{"people", able}}}});
  }
}

}  // namespace onething::check
