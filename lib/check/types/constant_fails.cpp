// SPDX-License-Identifier: Apache-2.0
//
// A part that reads no data and fails, fails for everybody.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_constant_fails(const WorkflowFacts& facts, Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::constant_fails);
}

}  // namespace onething::check
