// SPDX-License-Identifier: Apache-2.0
//
// A question whose answer is known hides the questions that matter.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_needless_guard(const WorkflowFacts& facts, Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::needless_guard);
}

}  // namespace onething::check
