// SPDX-License-Identifier: Apache-2.0
//
// `keep` compares what came back with what was promised; of two types it can
// never hold, and the step would be stopped every time.

#include "check/checks.h"
#include "check/types/report.h"

namespace onething::check {

void check_keep_type(const WorkflowFacts& facts, Findings& findings) {
  for (const MappingMisfit& one : facts.misfits) {
    const bool is_sure = one.misfit.kind == Misfit::Kind::type ||
                         one.misfit.kind == Misfit::Kind::conversion;
    if (one.is_keep && is_sure) report_misfit(findings, one);
  }
}

}  // namespace onething::check
