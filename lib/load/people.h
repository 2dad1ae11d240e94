// SPDX-License-Identifier: Apache-2.0
//
// Who acts: the people of a project, the rules for agents of a workflow, and
// the agent of one application.
//
// What their roles let them do is the policy's business, not the loader's.

#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "load/keys.h"
#include "onething/agent.h"

namespace onething::load {

// `people:` of onething.yaml.
std::vector<Person> read_people(Reading& reading, const yaml::Node& node);

// One channel, or a list of them, each once.
std::vector<Channel> read_channels(Reading& reading, const yaml::Node& node);

// `agents:` of a workflow; its form has been read already.
AgentRules read_agent_rules(Reading& reading, const yaml::Node& node,
                            const Workflow& workflow);

// `agent:` of an application; `workflows` are the ids that its scope may name.
Agent read_agent(Reading& reading, const yaml::Node& node,
                 std::span<const std::string_view> workflows);

}  // namespace onething::load
