// SPDX-License-Identifier: Apache-2.0
//
// A wait that is longer than every promise: no case with it can keep one. A
// state that pauses the clock does not count, and nor does a wait in it.

#include <algorithm>

#include "check/checks.h"
#include "check/time/length.h"
#include "check/time/paused_states.h"

namespace onething::check {

void check_wait_over_promise(const WorkflowFacts& facts, Findings& findings) {
  const std::vector<Promise>& promises = facts.workflow.promises;
  if (promises.empty()) return;
  for (const Step& step : facts.workflow.steps) {
    if (!step.wait || never_counts(facts.workflow, step)) continue;
    const bool fits = std::any_of(
        promises.begin(), promises.end(), [&](const Promise& promise) {
          return !is_over(step.wait->term, promise.within.term);
        });
    if (fits) continue;
    Diagnostic& finding =
        findings.report(step.wait->span,
                        {"check_time.wait_over_promise",
                         {{"step", step.id.text},
                          {"wait", to_text(step.wait->term)},
                          {"promise", to_text(promises.back().within.term)}}},
                        {"check_time.expected_shorter_wait", {}},
                        {"check_time.help_wait_over_promise", {}});
    finding.labels.push_back(
        {promises.back().within.span, {"check_time.label_promised_here", {}}});
  }
}

}  // namespace onething::check
