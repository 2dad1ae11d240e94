// SPDX-License-Identifier: Apache-2.0
//
// Cases that do a step of another case: opening one, and what its end means for
// the other.
//
// Who drives them is decided in drive.cpp.

#pragma once

#include "engine/effects.h"
#include "run/case_desk.h"

namespace onething::run {

// Submits the child in the store of its parent, pinned with it.
Result<Acted> open_child(CaseDesk& desk, const OpenCase& parent,
                         const engine::OwedChild& child);

// The end of the child as the answer to the parent's run. Of its outcome what
// the contract asks for.
AnswerCall answer_of(const engine::Definition& parent,
                     const engine::OwedChild& child,
                     const engine::CaseState& ended);

// The run could not be given to a case at all.
AnswerCall not_opened(const engine::OwedChild& child, Message why);

}  // namespace onething::run
