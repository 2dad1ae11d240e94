// SPDX-License-Identifier: Apache-2.0

#include "check/safety/ways_out.h"

#include <algorithm>

#include "check/soundness/proved.h"

namespace onething::check {

namespace {

// The step is one of a group of which others suffice.
bool has_alternative(const Workflow& workflow, const Step& step) {
  return std::any_of(
      workflow.groups.begin(), workflow.groups.end(), [&](const Group& group) {
        const auto needed = static_cast<std::size_t>(group.join.needed);
        return needed > 0 && needed < group.steps.size() &&
               std::any_of(
                   group.steps.begin(), group.steps.end(),
                   [&](const Spelled& id) { return id.text == step.id.text; });
      });
}

}  // namespace

Standstill standstill_at(const WorkflowFacts& facts, std::size_t step) {
  const Workflow& workflow = facts.workflow;
  const std::size_t prefills = workflow.prefill.size();
  const bool has_more =
      step >= prefills &&
      has_alternative(workflow, workflow.steps[step - prefills]);
  if (facts.proved == nullptr) return {!has_more, nullptr};
  const proof::Exploration found =
      explore_without(facts.proved->of.net, facts.proved->shape,
                      static_cast<proof::Index>(step));
  if (!found.waiting) return {!found.is_complete && !has_more, nullptr};
  if (workflow.states.empty()) return {true, nullptr};
  return {true, &workflow.states[found.positions[*found.waiting].place()]};
}

}  // namespace onething::check
