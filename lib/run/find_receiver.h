// SPDX-License-Identifier: Apache-2.0
//
// The case that waits for a message, found by what the message says.
//
// First among the cases whose subject stands in it, then among all that have
// not ended. Touches none.

#pragma once

#include "onething/command.h"
#include "run/case_desk.h"

namespace onething::run {

// not_found when no case waits for it; invalid when several do: then somebody
// has to say which.
Result<CaseId> find_receiver(CaseDesk& desk, const GiveMessage& message);

}  // namespace onething::run
