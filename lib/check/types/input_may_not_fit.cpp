// SPDX-License-Identifier: Apache-2.0
//
// The form lets something through that the department refuses: the applicant
// learns of it days later.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_input_may_not_fit(const WorkflowFacts& facts, Findings& findings) {
  report_misfits(facts, findings, Misfit::Kind::limit);
}

}  // namespace onething::check
