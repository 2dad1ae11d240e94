// SPDX-License-Identifier: Apache-2.0
//
// Values of two types that are never equal: the comparison decides nothing.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_never_equal(const WorkflowFacts& facts, Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::never_equal);
}

}  // namespace onething::check
