// SPDX-License-Identifier: Apache-2.0
//
// A pattern that RE2 cannot read fails in every case.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_bad_pattern_in_formula(const WorkflowFacts& facts,
                                  Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::bad_pattern);
}

}  // namespace onething::check
