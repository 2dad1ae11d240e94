// SPDX-License-Identifier: Apache-2.0
//
// What somebody does in a scenario, as the command that the engine takes.
//
// Looks at the case only for the task that is meant; carries nothing out.

#pragma once

#include <string>
#include <variant>

#include "engine/case_state.h"
#include "onething/command.h"
#include "onething/scenarios.h"

namespace onething::scenario {

// Or why there is no such command: the step has no open task.
std::variant<decltype(Command::what), Message> command_of(
    const ScenarioAct& act, const Scenario& scenario,
    const engine::CaseState& state);

SubmitCase submission_of(const Scenario& scenario);

// What is said where a reason is needed and the file gives none.
std::string reason_of(const Scenario& scenario);

EndTask ending(const std::string& task, EndTask::How how, std::string reason);
// As {"done": …}, {"returned": …} or {"refused": …} says.
EndTask end_of(const std::string& task, const Value& document,
               std::string reason);

// All that a refusal says, as one sentence.
Message refusal_text(const Rejection& rejection);

}  // namespace onething::scenario
