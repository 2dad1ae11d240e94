// SPDX-License-Identifier: Apache-2.0
//
// What is sent must be what the contract asks for, or the step fails when it
// starts, in the middle of a case.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_input_type(const WorkflowFacts& facts, Findings& findings) {
  report_misfits(facts, findings, Misfit::Kind::type);
}

}  // namespace onething::check
