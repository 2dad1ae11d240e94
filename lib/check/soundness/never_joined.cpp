// SPDX-License-Identifier: Apache-2.0
//
// In no case are as many of a group done as it asks for: their conditions
// exclude each other.
//
// A group that asks for more than it has is a finding of its own.

#include <string>

#include "check/checks.h"
#include "check/soundness/proved.h"

namespace onething::check {

void check_never_joined(const WorkflowFacts& facts, Findings& findings) {
  if (facts.proved == nullptr || !facts.proved->found.is_complete) return;
  const Proved& proved = *facts.proved;
  for (proof::Index i = 0; i < proved.of.groups.size(); ++i) {
    const Group& group = *proved.of.groups[i];
    const auto size = static_cast<std::int64_t>(group.steps.size());
    if (proved.found.seen.joined[i] || group.join.needed > size) continue;
    Diagnostic& finding =
        findings.report(group.join.span,
                        {"check_soundness.never_joined",
                         {{"group", group.id.text},
                          {"needed", std::to_string(group.join.needed)}}},
                        {"check_soundness.expected_possible", {}},
                        {"check_soundness.help_never_joined", {}});
    for (const proof::Index member : proved.of.net.groups[i].members) {
      const Step& step = *proved.of.steps[member];
      if (!step.when.empty())
        finding.labels.push_back(
            {step.when.span(),
             {"check_soundness.label_when", {{"step", step.id.text}}}});
    }
  }
}

}  // namespace onething::check
