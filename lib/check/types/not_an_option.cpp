// SPDX-License-Identifier: Apache-2.0
//
// A choice compared with a word that is none of its options is never equal.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_not_an_option(const WorkflowFacts& facts, Findings& findings) {
  report_mistakes(facts, findings, typing::Mistake::Kind::not_an_option);
}

}  // namespace onething::check
