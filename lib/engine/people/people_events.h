// SPDX-License-Identifier: Apache-2.0
//
// What people do with tasks besides ending them, what they put beside a case,
// and who files for the applicant: events like those of event.h.
//
// Not who may: that was decided before.

#pragma once

#include <cstdint>
#include <string>

#include "onething/actor.h"
#include "onething/agent.h"

namespace onething::engine {

// `released`: "claim", or only "delegation".
struct TaskReleased {
  std::string task;
  std::string released;
  std::string reason;
  Actor actor;
};
// To a person, or back to a post: then there is no assignee.
struct TaskHandedOver {
  std::string task;
  std::string assignee;
  std::string role;  // The post that has it now.
  std::string reason;
  Actor actor;
};
// The assignee may do it; who has it stays the same.
struct TaskDelegated {
  std::string task;
  std::string assignee;
  std::string reason;
  Actor actor;
};

struct NoteAdded {
  std::string text;
  Actor actor;
};
struct FileAttached {
  std::string name;
  std::string digest;  // As in AttachFile.
  std::string stored;
  std::int64_t size = 0;
  std::string media_type;
  Actor actor;
};

// After CaseReceived: it was handed in for the applicant by somebody else.
struct AgentNamed {
  Agent agent;
};

}  // namespace onething::engine
