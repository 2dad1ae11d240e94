// SPDX-License-Identifier: Apache-2.0
//
// The fields of the events of people_events.h; see case_fields.h for what
// is listed how, and why names never change.
//
// Not the events that open and close tasks; those are in case_fields.h.

#pragma once

#include "engine/event.h"

namespace onething::engine {

#define ONETHING_FIELDS(Type) \
  template <typename Archive> \
  void fields(Archive& a, typename Archive::template Ref<Type> e)

ONETHING_FIELDS(TaskReleased) {
  a("task", e.task);
  a("released", e.released);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(TaskHandedOver) {
  a("task", e.task);
  a("assignee", e.assignee);
  a("role", e.role);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(TaskDelegated) {
  a("task", e.task);
  a("assignee", e.assignee);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(NoteAdded) {
  a("text", e.text);
  a("actor", e.actor);
}

ONETHING_FIELDS(FileAttached) {
  a("name", e.name);
  a("digest", e.digest);
  a("stored", e.stored);
  a("size", e.size);
  a("media_type", e.media_type);
  a("actor", e.actor);
}

ONETHING_FIELDS(AgentNamed) {
  a("id", e.agent.id);
  a("name", e.agent.name);
  a("certificate", e.agent.certificate);
  a("scope", e.agent.scope);
  a("valid_from", e.agent.valid_from);
  a("valid_until", e.agent.valid_until);
  a("real_name", e.agent.real_name);
  a("grade", e.agent.grade);
}

#undef ONETHING_FIELDS

}  // namespace onething::engine
