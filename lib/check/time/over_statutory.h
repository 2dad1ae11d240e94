// SPDX-License-Identifier: Apache-2.0
//
// The finding of every check that holds a promise against the law's limit
// (《优化营商环境条例》第三十六条). Where there is a promise, and whose limit
// counts, is for each check to know.

#pragma once

#include <string>

#include "check/findings.h"
#include "onething/workflow.h"

namespace onething::check {

// Reports that `what` promises more than the law allows; nothing when it fits.
void report_over_statutory(Findings& findings, const std::string& what,
                           const Limit& promise, const Limit& statutory);

}  // namespace onething::check
