// SPDX-License-Identifier: Apache-2.0
//
// Two runs side by side that each open a case of a workflow with
// `one_per_subject`, for the same subject: whichever comes second finds the
// lock held, and the fallback team has to do it every time.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "check/checks.h"
#include "check/order/pairs.h"
#include "model/type_facts.h"

namespace onething::check {

namespace {

struct Opening {
  std::size_t step = 0;
  const Workflow* opens = nullptr;
  std::string subject;  // As written.
  const Template* value = nullptr;
};

const Template* input_of(const Step& step, const std::string& name) {
  for (const auto& [input, value] : step.with)
    if (input.text == name) return &value;
  return nullptr;
}

bool reads_each(const Template& value) {
  const auto& reads = value.formula.reads();
  const auto is_each = [](const auto& read) { return read.root == "each"; };
  if (std::any_of(reads.begin(), reads.end(), is_each)) return true;
  return std::any_of(value.parts.begin(), value.parts.end(),
                     [&](const Template::Part& part) {
                       const auto& inner = part.formula.reads();
                       return std::any_of(inner.begin(), inner.end(), is_each);
                     });
}

std::vector<Opening> openings_of(const WorkflowFacts& facts) {
  std::vector<Opening> all;
  const std::vector<Step>& steps = facts.workflow.steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Service* service = facts.service_of(steps[i]);
    if (service == nullptr || service->call.workflow.empty()) continue;
    const Workflow* opens =
        facts.project.project.find_workflow(service->call.workflow.text);
    if (opens == nullptr || !opens->one_per_subject) continue;
    const Template* value = input_of(steps[i], opens->subject);
    if (value != nullptr)
      all.push_back({i, opens, input_text(steps[i], opens->subject), value});
  }
  return all;
}

Diagnostic& report(const WorkflowFacts& facts, const Opening& one,
                   std::string_view headline, Findings& findings) {
  const Step& step = facts.workflow.steps[one.step];
  Diagnostic& finding = findings.report(
      step.id.span,
      {headline, {{"step", step.id.text}, {"workflow", one.opens->id.text}}},
      {"check_soundness.expected_free_lock", {}},
      {"check_soundness.help_lock_held", {{"workflow", one.opens->id.text}}});
  finding.labels.push_back(
      {one.opens->id.span, {"check_soundness.label_lock", {}}});
  return finding;
}

}  // namespace

void check_lock_held(const WorkflowFacts& facts, Findings& findings) {
  if (!facts.typed) return;
  const std::vector<Step>& steps = facts.workflow.steps;
  const std::vector<Opening> all = openings_of(facts);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Opening& second = all[i];
    if (!steps[second.step].for_each.empty() && !reads_each(*second.value))
      report(facts, second, "check_soundness.lock_held_by_each", findings);
    for (std::size_t j = 0; j < i; ++j) {
      const Opening& first = all[j];
      if (first.opens != second.opens || first.subject != second.subject ||
          !side_by_side(facts, first.step, second.step))
        continue;
      report(facts, second, "check_soundness.lock_held", findings)
          .labels.push_back({steps[first.step].id.span,
                             {"check_soundness.label_lock_holder", {}}});
      break;
    }
  }
}

}  // namespace onething::check
