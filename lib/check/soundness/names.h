// SPDX-License-Identifier: Apache-2.0
//
// What steps, doers and data of a net are called, for whoever reads a finding.
//
// Words of the file only; sentences are in lib/i18n.

#pragma once

#include <string>
#include <vector>

#include "check/soundness/proved.h"
#include "onething/message.h"
#include "onething/source.h"

namespace onething::check {

struct WorkflowFacts;

// "register", "prefill.licence"
std::string step_name(const Proved& proved, proof::Index step);

// The department that does it, as people know it: by its title in the reader's
// language.
Message doer(const WorkflowFacts& facts, const Step& step);

// The workflow's own state in a position; null where it has none.
const LifeState* state_at(const WorkflowFacts& facts,
                          proof::PositionIndex position);

// The conditions that read a variable: first those of events.
std::vector<Span> conditions_reading(const WorkflowFacts& facts,
                                     proof::Index variable);

// "form.kind == \"sole\"", "form.name absent".
std::string words_of(const proof::Variable& variable, proof::Index value);

}  // namespace onething::check
