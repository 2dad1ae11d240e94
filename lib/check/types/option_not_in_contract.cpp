// SPDX-License-Identifier: Apache-2.0
//
// A choice that the department does not know.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_option_not_in_contract(const WorkflowFacts& facts,
                                  Findings& findings) {
  report_misfits(facts, findings, Misfit::Kind::option);
}

}  // namespace onething::check
