// SPDX-License-Identifier: Apache-2.0
//
// The same lookup with the same inputs, twice in one case: the department is
// bothered twice and the two answers may differ.

#include <algorithm>

#include "check/checks.h"
#include "check/once_only/asked.h"

namespace onething::check {

namespace {

// No deeper than the document, which the reader bounds.
bool are_equal(const Template& a, const Template& b) {
  const auto same_parts = [](const Template::Part& x, const Template::Part& y) {
    return x.literal == y.literal && x.formula.text() == y.formula.text();
  };
  return a.kind == b.kind && a.literal == b.literal &&
         a.formula.text() == b.formula.text() &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(),
                    b.parts.end(), same_parts) &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(),
                    b.items.end(), are_equal) &&
         std::equal(a.members.begin(), a.members.end(), b.members.begin(),
                    b.members.end(), [](const auto& x, const auto& y) {
                      return x.first.text == y.first.text &&
                             are_equal(x.second, y.second);
                    });
}

bool ask_the_same(const WorkflowFacts& facts, const Step& a, const Step& b) {
  if (!a.for_each.empty() || !b.for_each.empty()) return false;
  if (a.with.size() != b.with.size()) return false;
  const auto has_equal = [&a](const auto& input) {
    return std::any_of(a.with.begin(), a.with.end(), [&](const auto& other) {
      return other.first.text == input.first.text &&
             are_equal(other.second, input.second);
    });
  };
  return std::all_of(b.with.begin(), b.with.end(), has_equal) &&
         !never_together(facts, a.when, b.when);
}

bool is_lookup(const Service& service) {
  return service.reads_only ||
         (service.call.http && service.call.http->method == "GET");
}

}  // namespace

void check_fetched_twice(const WorkflowFacts& facts, Findings& findings) {
  const std::vector<Step>& prefill = facts.workflow.prefill;
  const auto look = [&](const Step& step, std::size_t earlier) {
    const Service* service = facts.service_of(step);
    if (service == nullptr) return;
    for (std::size_t i = 0; i < earlier; ++i) {
      if (facts.service_of(prefill[i]) != service) continue;
      if (!ask_the_same(facts, prefill[i], step)) continue;
      Diagnostic& finding = findings.report(
          step.id.span,
          {"check_once_only.fetched_twice",
           {{"step", step.id.text}, {"first", prefill[i].id.text}}},
          {"check_once_only.expected_fetched_once", {}},
          {"check_once_only.help_fetched_once",
           {{"step", step.id.text}, {"first", prefill[i].id.text}}});
      finding.labels.push_back(
          {prefill[i].id.span, {"check_once_only.label_fetched", {}}});
      return;
    }
  };
  for (std::size_t i = 1; i < prefill.size(); ++i) look(prefill[i], i);
  for (const Step& step : facts.workflow.steps) {
    const Service* service = facts.service_of(step);
    if (service != nullptr && is_lookup(*service)) look(step, prefill.size());
  }
}

}  // namespace onething::check
