// SPDX-License-Identifier: Apache-2.0
//
// Money, dates and limits never turn into numbers or texts by themselves:
// what looks right would fail or, worse, round.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_silent_conversion(const WorkflowFacts& facts, Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::silent_conversion);
  report_misfits(facts, findings, Misfit::Kind::conversion);
}

}  // namespace onething::check
