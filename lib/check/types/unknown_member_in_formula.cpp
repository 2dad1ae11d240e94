// SPDX-License-Identifier: Apache-2.0
//
// Objects are closed records: a member that was not declared never exists. What
// stands directly below a root is checked when loading; here is the rest.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_unknown_member_in_formula(const WorkflowFacts& facts,
                                     Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::unknown_member);
}

}  // namespace onething::check
