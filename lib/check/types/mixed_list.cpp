// SPDX-License-Identifier: Apache-2.0
//
// CEL allows lists of different types; in a workflow they are nearly always a
// slip.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_mixed_list(const WorkflowFacts& facts, Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::mixed_list);
}

}  // namespace onething::check
