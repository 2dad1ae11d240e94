// SPDX-License-Identifier: Apache-2.0
//
// What the checks of this family share: turning mistakes of the type checker
// and misfits of mappings into findings.
//
// Decides nothing; each check picks what it stands for.

#pragma once

#include <optional>

#include "check/facts.h"
#include "check/findings.h"

namespace onething::check {

// Every mistake of one kind, in the words of the type checker.
void report_mistakes(const WorkflowFacts& facts, Findings& findings,
                     typing::Mistake::Kind kind);

// Every misfit of one kind, but those of `keep`.
void report_misfits(const WorkflowFacts& facts, Findings& findings,
                    Misfit::Kind kind);

// The finding for one misfit, with the contract shown beside it.
void report_misfit(Findings& findings, const MappingMisfit& one);

}  // namespace onething::check
