// SPDX-License-Identifier: Apache-2.0
//
// The contract demands it, and here it may be absent: the step would fail for
// some applicants only.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_absent_input(const WorkflowFacts& facts, Findings& findings) {
  report_misfits(facts, findings, Misfit::Kind::absent);
}

}  // namespace onething::check
