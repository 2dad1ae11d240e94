// SPDX-License-Identifier: Apache-2.0
//
// A function or operator for which these types are nothing: it fails in every
// case.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_no_overload(const WorkflowFacts& facts, Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::no_overload);
}

}  // namespace onething::check
