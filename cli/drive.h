// SPDX-License-Identifier: Apache-2.0
//
// What `run`, `case resume` and the acts on tasks share: go on with one case as
// far as it goes, show it meanwhile, and say how it stands.

#pragma once

#include "onething/id.h"
#include "onething/load.h"
#include "session.h"

namespace onething::cli {

// Returns the exit code. `application` may bring answers for the trial's stub
// and what the applicant hands in after a return; it may be null.
int drive_and_show(Session& session, const CaseId& id,
                   const Application* application);

// One command on one case, then drive_and_show. A command of which nothing
// came, because it was carried out before, is answered with the last message.
int act_and_show(Session& session, const CaseId& id, const Command& command,
                 const Application* application = nullptr,
                 const Message* said_if_nothing_came_of_it = nullptr);

// One command on one case that moves nothing on: says what was done, or prints
// the case as JSON.
int act_and_say(Session& session, const CaseId& id, const Command& command,
                const Message& said);

// Opens store and project for a command that names a case.
Status open_for(Session& session);

}  // namespace onething::cli
